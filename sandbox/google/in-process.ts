import { setImmediate as turn } from "node:timers/promises";
import { type Contracts, openContracts } from "../contracts.ts";
import { type Fault, Faults } from "../faults.ts";
import { kept, read } from "../record.ts";
import { type Received, Requests } from "../requests.ts";
import type { Notification } from "./channels.ts";
import type { Client } from "./consent.ts";
import { type Asked, Engine } from "./engine.ts";
import { answerOf, possibleFaults } from "./mishaps.ts";

type Deliver = (to: URL, headers: Record<string, string>) => void | Promise<void>;
type Wish = { now: () => Date; deliver?: Deliver; clients?: readonly Client[]; contracts?: Contracts };

/**
 * Google without a port or a timer, for the SDK's `fetchImplementation`. `deliver` is handed what the watch channels
 * say, right after it happened. Requests are held against the discovery document where it is there; `contracts: null`
 * leaves that out.
 */
export function googleInProcess({
  now,
  deliver,
  clients = [],
  contracts = openContracts(),
}: Wish): GoogleInProcess {
  return new GoogleInProcess(new Engine({ now, clients, contracts }), deliver, contracts);
}

/** See the README beside this file. */
export class GoogleInProcess {
  readonly engine: Engine;
  readonly faults = new Faults();
  readonly #requests = new Requests();
  readonly #contracts: Contracts;
  readonly #deliver: Deliver;
  #waiting: Notification[] = [];
  #delivering: Promise<void> | null = null;

  readonly fetch: typeof globalThis.fetch = (input, init) => {
    // The caller's own signal: that of a request made of theirs hears nothing more once that request is garbage.
    const theirs = init?.signal ?? (input instanceof Request ? input.signal : null);
    return this.#answer(
      new Request(input, { ...init, signal: null }),
      theirs ?? new AbortController().signal,
    );
  };

  constructor(engine: Engine, deliver: Deliver = () => undefined, contracts: Contracts = null) {
    this.engine = engine;
    this.#deliver = deliver;
    this.#contracts = contracts;
    engine.onNotification = (notification) => {
      this.#waiting.push(notification);
      this.#delivering ??= this.#bring();
    };
  }

  /** Every call received, with where either side broke the vendor's contract. */
  get requests(): readonly Received[] {
    return this.#requests.all;
  }

  /** What a channel said and a fault holds back. */
  get waiting(): readonly Notification[] {
    return this.#waiting;
  }

  /** Make calls fail; the words are those of `/control/faults`. */
  fail(fault: Omit<Fault, "service">): void {
    this.faults.add({ service: "google", ...fault });
  }

  /** Waits until everything that channels said has been handed over, except what a fault holds back. */
  async delivered(): Promise<void> {
    this.#delivering ??= this.#bring();
    await this.#delivering;
  }

  /** What waits never arrives. */
  loseNotifications(): void {
    this.#waiting = [];
  }

  async #bring(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const where = this.#waiting.flatMap(({ channel, resource }) => [channel, resource]);
      if (this.faults.take("google", where, ["hold-webhooks"])) break;
      const isShuffled = this.faults.take("google", where, ["shuffle-webhooks"]) !== undefined;
      const isTwice = this.faults.take("google", where, ["duplicate-webhook"]) !== undefined;
      const told = this.#waiting.splice(0);
      if (isShuffled) told.sort(() => Math.random() - 0.5);
      for (const { to, headers } of isTwice ? [...told, ...told] : told) await this.#deliver(to, headers);
    }
    this.#delivering = null;
  }

  async #answer(request: Request, signal: AbortSignal): Promise<Response> {
    const { method, headers } = request;
    const url = new URL(request.url);
    const raw = await request.text();
    signal.throwIfAborted();
    const received: Received = {
      service: "google",
      method,
      path: url.pathname + url.search,
      headers: kept(headers),
      body: read(raw),
      status: 0,
      violations: null,
      at: this.engine.now().toISOString(),
    };
    this.#requests.add(received);
    const answer = await this.#said({ method, url, headers, raw }, signal);
    received.status = answer.status;
    if (this.#contracts) {
      const text = await answer.clone().text();
      const said = text === "" ? undefined : read(text);
      const readable = typeof said === "object" ? said : undefined;
      received.violations = this.#contracts({
        service: "google",
        method,
        url,
        raw,
        status: answer.status,
        answer: readable,
      });
    }
    return answer;
  }

  async #said(asked: Asked, signal: AbortSignal): Promise<Response> {
    const { method, url } = asked;
    const fault = this.faults.take("google", [`${method} ${url.pathname}`], possibleFaults(url));
    if (!fault) return this.engine.answer(asked);
    switch (fault.fault) {
      case "refuse":
        throw broken("ECONNREFUSED");
      case "cut":
        throw broken("ECONNRESET");
      case "hang":
        return await untilAborted(signal);
      case "slow":
        return this.engine.answer({ ...asked, linger: () => lingering(fault, signal) });
      case "lose-answer":
        await this.engine.answer(asked);
        throw broken("ECONNRESET");
      case "bad-json":
        await this.engine.answer(asked);
        return new Response('{"id": "', { headers: { "content-type": "application/json" } });
      default:
        return answerOf(fault, url) ?? this.engine.answer(asked);
    }
  }
}

/** As undici says it. */
function broken(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, failed) => {
    signal.addEventListener("abort", () => failed(signal.reason), { once: true });
  });
}

/** Without a clock of its own there is nothing to wait by: the turn is given to whatever else is ready, `ms` times. */
async function lingering({ ms = 1 }: Fault, signal: AbortSignal): Promise<void> {
  for (let turns = 0; turns < ms && !signal.aborted; turns++) await turn();
}

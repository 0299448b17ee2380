import type Stripe from "stripe";
import { type Contracts, openContracts } from "../contracts.ts";
import { type Fault, Faults } from "../faults.ts";
import { Controls } from "./controls.ts";
import { type Account, type Asked, Engine } from "./engine.ts";
import type { Endpoint } from "./outbox.ts";
import { Refusal } from "./refusal.ts";
import { signed } from "./sign.ts";

type Wish = { now: () => Date; accounts?: readonly Account[]; contracts?: Contracts };

/** A webhook as the app would be sent it: hand `body` and `headers` to its hook at `url`. */
export type Webhook = {
  id: string;
  type: Stripe.Event.Type;
  url: string;
  body: string;
  headers: Record<string, string>;
};

/**
 * Stripe without a port or a timer, for the SDK through `Stripe.createFetchHttpClient(stripe.fetch)`: what falls due
 * is worked out from `now` when somebody asks. Requests are held against the vendor's contract where it is there;
 * `contracts: null` leaves that out.
 */
export function openStripe({ now, accounts, contracts = openContracts() }: Wish): InProcessStripe {
  return new InProcessStripe(new Engine({ now, contracts, ...(accounts && { accounts }) }));
}

/** See the README beside this file. */
export class InProcessStripe extends Controls {
  readonly faults = new Faults();
  readonly fetch: typeof globalThis.fetch = (input, init) => {
    // The caller's own signal: that of a request made of theirs hears nothing more once that request is garbage.
    const theirs = init?.signal ?? (input instanceof Request ? input.signal : null);
    return this.#answer(
      new Request(input, { ...init, signal: null }),
      theirs ?? new AbortController().signal,
    );
  };

  /** Make calls fail; the words are those of `/control/faults`. */
  fail(fault: Omit<Fault, "service">): void {
    this.faults.add({ service: "stripe", ...fault });
  }

  /**
   * The webhooks not delivered yet, which are delivered by that. `duplicate-webhook`, `shuffle-webhooks` and
   * `hold-webhooks` act on them.
   */
  deliverWebhooks(): Webhook[] {
    this.engine.settle();
    const where = this.engine.outbox.all.map(({ event }) => event.type);
    if (this.faults.take("stripe", where, ["hold-webhooks"])) return [];
    const isShuffled = this.faults.take("stripe", where, ["shuffle-webhooks"]) !== undefined;
    const isTwice = this.faults.take("stripe", where, ["duplicate-webhook"]) !== undefined;
    const told = this.engine.outbox.take();
    if (isShuffled) told.sort(() => Math.random() - 0.5);
    return (isTwice ? told.flatMap((one) => [one, one]) : told).map(({ event, endpoint, body }) => {
      event.pending_webhooks = 0;
      return {
        id: event.id,
        type: event.type,
        url: endpoint.url,
        body,
        headers: this.#headers(endpoint, body),
      };
    });
  }

  #headers({ secret }: Endpoint, body: string): Record<string, string> {
    return { "content-type": "application/json", ...signed(secret, body, this.engine.clock.given) };
  }

  async #answer(request: Request, signal: AbortSignal): Promise<Response> {
    const { method, headers } = request;
    const url = new URL(request.url);
    const asked: Asked = { method, url, headers, raw: await request.text() };
    signal.throwIfAborted();
    const fault = this.faults.take("stripe", [`${method} ${url.pathname}`]);
    switch (fault?.fault) {
      case "refuse":
        throw broken("ECONNREFUSED");
      case "cut":
        throw broken("ECONNRESET");
      case "hang":
        return await untilAborted(signal);
      case "500":
        return this.engine.breakDown(asked);
      case "429":
        return tooMany();
      case "slow":
        return this.engine.answer({ ...asked, linger: () => lingering(fault, signal) });
      case "lose-answer":
        await this.engine.answer(asked);
        throw broken("ECONNRESET");
      case "bad-json":
        await this.engine.answer(asked);
        return new Response('{"id": "', { headers: { "content-type": "application/json" } });
      default:
        return this.engine.answer(asked);
    }
  }
}

/** As undici says it. The cause carries no code that makes the SDK try again by itself. */
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
  for (let turn = 0; turn < ms && !signal.aborted; turn++) await new Promise(setImmediate);
}

function tooMany(): Response {
  const refusal = new Refusal(429, {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Request rate limit exceeded.",
  });
  return Response.json(refusal.body, { status: 429, headers: { "retry-after": "1" } });
}

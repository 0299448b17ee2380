import type { Faults } from "../faults.ts";
import { Postman, posted } from "../postman.ts";
import { Controls } from "./controls.ts";
import { Engine } from "./engine.ts";
import type { Told } from "./outbox.ts";
import { signed } from "./sign.ts";

const tick = 1_000;

/** The Stripe of a sandbox that stands open: it looks every second for what has fallen due, and brings its webhooks. */
export class StripeDesk extends Controls {
  readonly #postman: Postman;

  constructor(wish: ConstructorParameters<typeof Engine>[0], faults: Faults, closing: AbortSignal) {
    super(new Engine(wish));
    this.#postman = new Postman("stripe", faults, closing);
    this.engine.outbox.onTold = () => {
      for (const told of this.engine.outbox.take()) this.#hand(told);
    };
    const timer = setInterval(() => this.engine.settle(), tick).unref();
    closing.addEventListener("abort", () => clearInterval(timer));
  }

  get waiting(): number {
    return this.#postman.waiting;
  }

  /** Bring all that waits at once, even what a fault holds back. */
  deliver(): void {
    this.#postman.hurry();
  }

  /** What waits never arrives. */
  lose(): void {
    this.#postman.clear();
  }

  /** Send an event once more to every endpoint that wants it. */
  sendAgain(id: string): void {
    const { merchant, thing } = this.owned("events", id);
    this.engine.outbox.add(thing, merchant.listeners());
  }

  clear(): void {
    this.engine.clear();
    this.#postman.clear();
  }

  #hand({ event, endpoint, body }: Told): void {
    this.#postman.add({
      where: [event.type, event.id],
      send: async () => {
        if (endpoint.url === "") return false;
        // Signed by the machine's own clock: that is the one the app's Stripe client checks against.
        const headers = {
          "content-type": "application/json; charset=utf-8",
          ...signed(endpoint.secret, body, new Date()),
        };
        const isTaken = await posted(endpoint.url, headers, body);
        if (isTaken) event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
        return isTaken;
      },
    });
  }
}

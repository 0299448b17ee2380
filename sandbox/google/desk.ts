import type { Faults } from "../faults.ts";
import { Postman } from "../postman.ts";
import { isLoopback, type Notification } from "./channels.ts";
import { Engine } from "./engine.ts";

type Wish = ConstructorParameters<typeof Engine>[0] & { people?: ((engine: Engine) => void) | undefined };

/** The Google of a sandbox that stands open: it brings what its watch channels say to apps on this machine. */
export class GoogleDesk {
  readonly engine: Engine;
  readonly #postman: Postman;
  readonly #people: (engine: Engine) => void;

  constructor({ people = () => undefined, ...wish }: Wish, faults: Faults, closing: AbortSignal) {
    this.engine = new Engine(wish);
    this.#postman = new Postman("google", faults, closing);
    this.#people = people;
    this.engine.onNotification = (notification) => this.#hand(notification);
    people(this.engine);
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

  clear(): void {
    this.#postman.clear();
    this.engine.clear();
    this.#people(this.engine);
  }

  #hand({ to, headers, channel, resource }: Notification): void {
    // Nothing leaves this machine.
    if (isLoopback(to)) this.#postman.add({ where: [channel, resource], send: () => sent(to, headers) });
  }
}

/** Google tries again only where the other side is broken: https://developers.google.com/workspace/calendar/api/guides/push */
async function sent(to: URL, { "content-length": _, ...headers }: Record<string, string>): Promise<boolean> {
  const answer = await fetch(to, { method: "POST", headers, redirect: "manual" }).catch(() => null);
  await answer?.body?.cancel();
  return answer !== null && ![500, 502, 503, 504].includes(answer.status);
}

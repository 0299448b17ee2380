import { setTimeout as delay } from "node:timers/promises";
import type { Faults, Service } from "./faults.ts";

/** Something to bring somewhere. `where` is what a fault can match it by; `send` tells whether it was taken. */
export type Parcel = { where: string[]; send: () => Promise<boolean> };

const pause = 100;
/** Vendors try again for days when they are not answered with 2xx; ours is less patient. */
const tries = [0, 500, 2_000, 5_000, 15_000];

/** Brings webhooks, and can be asked to hold them back, shuffle them and bring them twice (/control/faults). */
export class Postman {
  readonly #service: Service;
  readonly #faults: Faults;
  readonly #closing: AbortSignal;
  #waiting: Parcel[] = [];
  #isWalking = false;

  constructor(service: Service, faults: Faults, closing: AbortSignal) {
    this.#service = service;
    this.#faults = faults;
    this.#closing = closing;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(parcel: Parcel): void {
    this.#waiting.push(parcel);
    void this.#walk();
  }

  /** Bring what waits at once, even what a fault holds back. */
  hurry(): void {
    for (const parcel of this.#waiting.splice(0)) void this.#bring(parcel);
  }

  clear(): void {
    this.#waiting = [];
  }

  async #walk(): Promise<void> {
    if (this.#isWalking) return;
    this.#isWalking = true;
    while (this.#waiting.length > 0 && !this.#closing.aborted) {
      await this.#wait(pause);
      const where = this.#waiting.flatMap((parcel) => parcel.where);
      if (this.#faults.take(this.#service, where, ["hold-webhooks"])) continue;
      const isShuffled = this.#faults.take(this.#service, where, ["shuffle-webhooks"]) !== undefined;
      const isTwice = this.#faults.take(this.#service, where, ["duplicate-webhook"]) !== undefined;
      const parcels = this.#waiting.splice(0);
      if (isShuffled) parcels.sort(() => Math.random() - 0.5);
      for (const parcel of isTwice ? [...parcels, ...parcels] : parcels) void this.#bring(parcel);
    }
    this.#isWalking = false;
  }

  async #bring({ send }: Parcel): Promise<void> {
    for (const ms of tries) {
      await this.#wait(ms);
      if (this.#closing.aborted || (await send())) return;
    }
  }

  async #wait(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#closing, ref: false }).catch(() => undefined);
  }
}

/** Whether the app took what it was sent. */
export async function posted(url: string, headers: Record<string, string>, body: string): Promise<boolean> {
  const answer = await fetch(url, { method: "POST", headers, body }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

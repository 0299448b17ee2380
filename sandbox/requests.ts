import { Bounded } from "./bounded.ts";
import type { Violation } from "./contracts.ts";
import type { Service } from "./faults.ts";

/**
 * One thing the sandbox was asked. `status` is 0 when it was never answered. `violations` is null when the contracts
 * are not on this machine.
 */
export type Received = {
  service: Service | "unknown";
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
  status: number;
  violations: Violation[] | null;
  at: string;
};

const KEPT = 5_000;

export class Requests {
  readonly #received = new Bounded<Received>(KEPT);

  get all(): readonly Received[] {
    return this.#received.all;
  }

  add(request: Received): void {
    this.#received.add(request);
  }

  clear(): void {
    this.#received.clear();
  }
}

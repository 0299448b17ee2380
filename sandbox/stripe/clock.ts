/** Stripe's own clock: the one it was given, moved on by as much as it was asked to. */
export class Clock {
  readonly #given: () => Date;
  #ahead = 0;

  constructor(given: () => Date) {
    this.#given = given;
  }

  /** Seconds since 1970, as Stripe tells time. */
  get seconds(): number {
    return Math.floor(this.#given().getTime() / 1000) + this.#ahead;
  }

  /** The clock that was given, not moved on: what a signature is dated by. */
  get given(): Date {
    return this.#given();
  }

  advance(seconds: number): void {
    this.#ahead += seconds;
  }

  reset(): void {
    this.#ahead = 0;
  }
}

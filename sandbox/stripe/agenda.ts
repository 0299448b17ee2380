type Due = { at: number; run: () => void };

/**
 * What will happen by itself: a session expires, a period ends, a payout arrives. There are no timers; whoever looks
 * first brings what has fallen due, in its order and at its own time.
 */
export class Agenda {
  readonly #due = new Map<string, Due>();

  /** `at` in seconds since 1970. A name stands once: setting it again moves it. */
  set(name: string, at: number, run: () => void): void {
    this.#due.set(name, { at, run });
  }

  delete(name: string): void {
    this.#due.delete(name);
  }

  /** The earliest that is due, taken off the list. */
  take(now: number): Due | undefined {
    let first: [string, Due] | undefined;
    for (const entry of this.#due) {
      if (entry[1].at <= now && (!first || entry[1].at < first[1].at)) first = entry;
    }
    if (first) this.#due.delete(first[0]);
    return first?.[1];
  }
}

import type { Calendars } from "#app/world/calendars.ts";

/** After so many silences in a row nobody is kept waiting for a while (decisions, 37). */
const mostSilences = 2;
const restMs = 60_000;

type Silence = { count: number; until: number };
type Answer<T> = { about: string; answer: Promise<T | null> };

/**
 * One question for each therapist at a time, however many people book at once, and none for a minute after two that
 * stayed without an answer. Each process keeps its own: it only ever saves a wait, and decides nothing.
 */
export class Lookout {
  readonly #silences = new Map<string, Silence>();
  readonly #asking = new Map<string, Answer<unknown>>();

  /** The answer of `ask`, or null when there was none in time or it is no use asking. `about`: who asks the same shares it. */
  async question<T>(
    therapistId: string,
    { about, now, ask }: { about: string; now: number; ask: () => Promise<T | null> },
  ): Promise<T | null> {
    for (;;) {
      const silence = this.#silences.get(therapistId);
      if (silence && silence.count >= mostSilences && now < silence.until) return null;
      const before = this.#asking.get(therapistId);
      if (!before) break;
      if (before.about === about) return before.answer as Promise<T | null>;
      await before.answer;
    }
    const answer = this.#heard(therapistId, now, ask).finally(() => this.#asking.delete(therapistId));
    this.#asking.set(therapistId, { about, answer });
    return answer;
  }

  async #heard<T>(therapistId: string, now: number, ask: () => Promise<T | null>): Promise<T | null> {
    const answer = await ask().catch(() => null);
    const count = this.#silences.get(therapistId)?.count ?? 0;
    if (answer === null) this.#silences.set(therapistId, { count: count + 1, until: now + restMs });
    else this.#silences.delete(therapistId);
    return answer;
  }
}

const lookouts = new WeakMap<Calendars, Lookout>();

/** The lookout of one outside world. */
export function lookoutOf(calendars: Calendars): Lookout {
  const before = lookouts.get(calendars);
  if (before) return before;
  const lookout = new Lookout();
  lookouts.set(calendars, lookout);
  return lookout;
}

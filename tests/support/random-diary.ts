import type { Availability } from "#app/domain/availability/rules.ts";
import { clockChanges } from "./temporal-oracle.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every zone the machine's Intl knows, with the moments its clocks change from 2026 to 2031. */
export const zones = Intl.supportedValuesOf("timeZone").map((name) => ({
  name,
  changes: clockChanges(name, 2026, 2031),
}));

/** The seed of this run: SEED, or the clock's. Tests print it. */
export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** How many random cases a property is tried with. */
export const cases = process.env.LONG ? 1_000_000 : 20_000;

export type Chance = {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `percent` of a hundred cases. */
  often(percent: number): boolean;
  /** `low` to `high` of what `make` makes. */
  some<T>(low: number, high: number, make: () => T): T[];
};

/** Chance that repeats itself for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    pick: (from) => from[int(0, from.length - 1)]!,
    often: (percent) => next() * 100 < percent,
    some: (low, high, make) => Array.from({ length: int(low, high) }, make),
  };
}

/** A moment of 2026 to 2031, three times in four one at which one of these zones changes its clocks, if it does. */
export function momentNear(chance: Chance, near: (typeof zones)[number][]): number {
  const { changes } = chance.pick(near);
  if (changes.length > 0 && chance.often(75)) return chance.pick(changes);
  return Date.UTC(2026, 0, 1) + chance.int(0, 6 * 365 * 24 * 4) * 15 * MINUTE;
}

/** The Monday of a date's week, by the calendar alone. */
function mondayBefore(date: string): string {
  const day = new Date(`${date}T00:00Z`);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

/** A small diary and a window of a day or two, most of the time around a clock change or a day Apia never had. */
export function randomDiary(chance: Chance, index: number) {
  const visitor = chance.pick(zones);
  const isInApia = chance.often(2);
  const therapist = isInApia
    ? zones.find(({ name }) => name === "Pacific/Apia")!
    : zones[index % zones.length]!;
  const centre = isInApia ? Date.UTC(2011, 11, 30, 10) : momentNear(chance, [therapist, visitor]);

  const zone = () => (chance.often(80) ? therapist.name : chance.pick([visitor, chance.pick(zones)]).name);
  const date = () => new Date(centre + chance.int(-2, 2) * DAY).toISOString().slice(0, 10);
  const range = () => ({
    startMinute: chance.int(0, 287) * 5,
    length: chance.pick([chance.int(2, 24), chance.int(2, 96)]) * 15,
  });
  const block = (longest: number) => {
    const startsAt = centre + chance.int(-36 * 12, 36 * 12) * 5 * MINUTE;
    return { startsAt, endsAt: startsAt + chance.int(1, longest) * 5 * MINUTE };
  };
  const buffer = () => chance.pick([0, 0, 5, 10, 15, 30]);

  const from = centre - chance.int(0, 36) * HOUR;
  const availability: Availability = {
    hours: chance.some(2, 5, () => ({
      ...range(),
      zone: zone(),
      weekday: new Date(date()).getUTCDay() || 7,
      ...(chance.often(10) && { from: date() }),
      ...(chance.often(10) && { until: date() }),
    })),
    overrides: chance.some(0, 1, () => ({ date: date(), zone: zone(), ranges: chance.some(0, 2, range) })),
    away: chance.some(0, 1, () => block(60)),
    busy: chance.some(0, 2, () => block(24)),
    appointments: chance.some(0, 3, () => ({ ...block(18), bufferBefore: buffer(), bufferAfter: buffer() })),
    session: {
      minutes: chance.pick([20, 30, 45, 50, 60, 90]),
      bufferBefore: buffer(),
      bufferAfter: buffer(),
      step: chance.pick([15, 20, 30, 45, 60]),
      noticeMinutes: chance.pick([0, 0, 60, 1440, chance.int(0, 2880)]),
      horizonMinutes: chance.pick([10, 10, 3, 2]) * 1440,
    },
    perDayCap: chance.often(15) ? chance.int(0, 2) : null,
    perWeekCap: chance.often(15) ? chance.int(0, 3) : null,
    fullWeeks: chance.often(10) ? new Set(chance.some(0, 2, () => mondayBefore(date()))) : undefined,
    therapistZone: therapist.name,
    now: from - chance.int(-12, 60) * HOUR,
  };
  return { availability, window: { from, to: from + chance.int(6, 48) * HOUR, visitorZone: visitor.name } };
}

import { undoMinutes } from "#app/domain/bookings/rules.ts";
import { type Interval, overlaps } from "#app/values/interval.ts";
import { hashOf } from "#app/values/token.ts";
import {
  addDays,
  DAY,
  dayNumber,
  dayOf,
  MINUTE,
  startOfDay,
  toInstant,
  wallClock,
  weekdayOf,
} from "#app/values/zoned.ts";

/** How many days ahead a sick day may last; who is ill for longer plans time away. */
export const longestDays = 14;

/** After how many days somebody who has not taken another time is a loose end, and for how many it stays one. */
export const looseAfterDays = 3;
export const looseForDays = 30;

/** How many openings a letter suggests, over how many weeks. */
const suggested = 3;
const weeks = 3;

/** Until when somebody is ill: the rest of today, a minute of today, or through a later date ("2026-11-24"). */
export type Until = { how: "today" } | { how: "time"; minute: number } | { how: "date"; date: string };

export type HoursRefusal = "over_already" | "too_far";

/** The hours a sick day takes from `now` on, by the therapist's clock; or why there are none. Instants are milliseconds. */
export function sickHours(
  until: Until,
  { zone, now }: { zone: string; now: number },
): Interval | HoursRefusal {
  const today = dayOf(zone, now);
  const ends = endOf(until, zone, today);
  if (ends <= now) return "over_already";
  if (ends > startOfDay(zone, addDays(today, longestDays + 1))) return "too_far";
  return { from: now, until: ends };
}

function endOf(until: Until, zone: string, today: string): number {
  if (until.how === "time") return toInstant(zone, dayNumber(today) * DAY + until.minute * MINUTE);
  return startOfDay(zone, addDays(until.how === "date" ? until.date : today, 1));
}

/** From when (ms) nothing can be taken back any more, because the letters go out. */
export function carriesOutAt(pressedAt: number): number {
  return pressedAt + undoMinutes * MINUTE;
}

/** What was seen of the bookings a sick day touches: equal for equal bookings in equal states. */
export function seenAs(touched: readonly { id: string; sequence: number; status: string }[]): string {
  const all = touched.map(({ id, sequence, status }) => `${id}:${sequence}:${status}`).sort();
  return hashOf(all.join(" ")).toString("base64url");
}

/** Somebody who lost a session: their clock, when they come (ms), how long, and which starts (ms) are open for them. */
export type Asking = {
  id: string;
  zone: string;
  sessions: readonly number[];
  minutes: number;
  openings: readonly number[];
};

type Choice = Interval & { cost: number };

/**
 * Three openings for everybody, in order of time: one for each of the next weeks, as near as can be to the days and
 * hours they come at, counted from `from` (ms). No two people are offered the same hour while there is another; somebody
 * is offered fewer only where fewer are open. Always the same for the same diary.
 */
export function suggestionsFor(askings: readonly Asking[], from: number): Map<string, number[]> {
  const offered: Interval[] = [];
  const people = askings.map((asking) => ({
    id: asking.id,
    choices: choicesOf(asking, from),
    own: [] as Choice[],
  }));
  type Person = (typeof people)[number];
  const give = (person: Person, fits: (choice: Choice) => boolean) => {
    if (person.own.length === suggested) return;
    const found = person.choices.find((choice) => fits(choice) && !meets(choice, person.own));
    if (!found) return;
    person.own.push(found);
    offered.push(found);
  };
  const isFresh = (choice: Choice) => !meets(choice, offered);
  for (let week = 0; week < weeks; week += 1) {
    const isThen = (choice: Choice) => Math.floor((choice.from - from) / (7 * DAY)) === week;
    for (const person of people) give(person, (choice) => isThen(choice) && isFresh(choice));
  }
  // A week that is full leaves a gap; it is filled from the others, and shared only where nothing else is left.
  for (let n = 0; n < suggested; n += 1) for (const person of people) give(person, isFresh);
  for (let n = 0; n < suggested; n += 1) for (const person of people) give(person, () => true);
  return new Map(people.map(({ id, own }) => [id, own.map(({ from }) => from).sort((a, b) => a - b)]));
}

function meets(choice: Interval, others: readonly Interval[]): boolean {
  return others.some((other) => overlaps(choice, other));
}

/** What is open to somebody in the weeks to come, what fits them best first, and of equals the sooner. */
function choicesOf({ zone, sessions, minutes, openings }: Asking, from: number): Choice[] {
  const usual = usualTimes(sessions, zone);
  const wall = wallClock(zone);
  return openings
    .filter((start) => start >= from && start < from + weeks * 7 * DAY)
    .map((start) => ({
      from: start,
      until: start + minutes * MINUTE,
      cost: distance(placeInWeek(wall(start)), usual),
    }))
    .sort((a, b) => a.cost - b.cost || a.from - b.from);
}

type PlaceInWeek = { weekday: number; minute: number };
type Usual = PlaceInWeek & { share: number };

/** When somebody comes, by weekday and minute of their own clock, with how large a share of their sessions lies there. */
export function usualTimes(sessions: readonly number[], zone: string): Usual[] {
  const counted = new Map<string, PlaceInWeek & { times: number }>();
  for (const at of sessions) {
    const place = placeInWeek(wallClock(zone)(at));
    const key = `${place.weekday} ${place.minute}`;
    counted.set(key, { ...place, times: (counted.get(key)?.times ?? 0) + 1 });
  }
  return [...counted.values()].map(({ times, ...place }) => ({ ...place, share: times / sessions.length }));
}

function placeInWeek(wall: number): PlaceInWeek {
  const day = Math.floor(wall / DAY);
  return { weekday: weekdayOf(day), minute: Math.floor((wall - day * DAY) / MINUTE) };
}

/** In minutes: another hour counts as it is, another weekday like an hour and a half, a rare habit up to an hour. */
const anotherDay = 90;
const rareHabit = 60;

function distance(place: PlaceInWeek, usual: readonly Usual[]): number {
  const ways = usual.map(
    ({ weekday, minute, share }) =>
      Math.abs(minute - place.minute) +
      (weekday === place.weekday ? 0 : anotherDay) +
      rareHabit * (1 - share),
  );
  return ways.length > 0 ? Math.min(...ways) : 0;
}

export type Outcome = "taken" | "booked_since" | "settled" | "open" | "left_alone";

/** What became of a booking a sick day touched. `bookedSince`: they have a time again, by whatever way. */
export function outcomeOf(row: {
  calledOff: boolean;
  takenBookingId: string | null;
  settledAt: Date | null;
  bookedSince: boolean;
}): Outcome {
  if (!row.calledOff) return "left_alone";
  if (row.takenBookingId) return "taken";
  if (row.bookedSince) return "booked_since";
  return row.settledAt ? "settled" : "open";
}

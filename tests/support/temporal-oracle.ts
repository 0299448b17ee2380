import { Temporal } from "temporal-polyfill";
import type { Opening } from "#app/domain/availability/openings.ts";
import type { Availability, Occupied, Range } from "#app/domain/availability/rules.ts";

// What the product computes with integers, said once more with Temporal: slowly, a case at a time, sharing no code.

/** The instant `minutes` of wall clock after the midnight of a date. */
export function instantByTemporal(zone: string, date: Temporal.PlainDate | string, minutes: number): number {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes });
  return wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

export function inZone(zone: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

export function startOfDayByTemporal(zone: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The instants from one year to the end of another at which a zone's clocks change. */
export function clockChanges(zone: string, firstYear: number, lastYear: number): number[] {
  const changes: number[] = [];
  let at = inZone(zone, Date.UTC(firstYear, 0, 1)).getTimeZoneTransition("next");
  while (at && at.year <= lastYear) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition("next");
  }
  return changes;
}

export function openingsByTemporal(
  availability: Availability,
  { from, to, visitorZone }: { from: number; to: number; visitorZone: string },
): Opening[] {
  const { session, now } = availability;
  const { hours, starts } = hoursAround(availability, from, to);
  return [...starts]
    .sort((a, b) => a - b)
    .filter((start) => start >= from && start < to)
    .filter((start) => start - now >= session.noticeMinutes * 60_000)
    .filter((start) => start - now <= session.horizonMinutes * 60_000)
    .filter((start) => isCovered(start, start + session.minutes * 60_000, hours))
    .filter((start) => keepsClear(start, availability))
    .filter((start) => isUnderCap(start, availability))
    .map((start) => {
      const wall = inZone(visitorZone, start);
      return {
        startsAt: start,
        day: wall.toPlainDate().toString(),
        time: wall.toPlainTime().toString().slice(0, 5),
      };
    });
}

function hoursAround({ hours, overrides, session }: Availability, from: number, to: number) {
  const worked: Occupied[] = [];
  const starts = new Set<number>();
  const last = inZone("UTC", to).toPlainDate().add({ days: 2 });
  let date = inZone("UTC", from).toPlainDate().subtract({ days: 3 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const day = date.toString();
    const instead = overrides.filter((override) => override.date === day);
    const weekly = hours.filter(
      (row) =>
        row.weekday === date.dayOfWeek && (!row.from || row.from <= day) && (!row.until || day <= row.until),
    );
    const ranges: (Range & { zone: string })[] =
      instead.length > 0
        ? instead.flatMap(({ zone, ranges }) => ranges.map((range) => ({ ...range, zone })))
        : weekly;
    for (const { zone, startMinute, length } of ranges) {
      const startsAt = instantByTemporal(zone, date, startMinute);
      const endsAt = instantByTemporal(zone, date, startMinute + length);
      if (startsAt < endsAt) worked.push({ startsAt, endsAt });
      if (endsAt <= from || startsAt >= to) continue; // No start of this one can be in the window.
      for (let minute = 0; minute < length; minute += session.step) {
        const start = instantByTemporal(zone, date, startMinute + minute);
        if (start >= startsAt && start < endsAt) starts.add(start);
      }
    }
  }
  return { hours: worked, starts };
}

function isCovered(from: number, until: number, hours: readonly Occupied[]): boolean {
  if (from >= until) return true;
  return hours.some(
    ({ startsAt, endsAt }) => startsAt <= from && from < endsAt && isCovered(endsAt, until, hours),
  );
}

function keepsClear(start: number, { session, appointments, busy, away }: Availability): boolean {
  const end = start + session.minutes * 60_000;
  const neighbours = [
    ...appointments,
    ...busy.map((block) => ({ ...block, bufferBefore: 0, bufferAfter: 0 })),
  ];
  for (const { startsAt, endsAt, bufferBefore, bufferAfter } of neighbours) {
    const gap = start >= endsAt ? start - endsAt : startsAt - end;
    const wanted =
      start >= endsAt ? [bufferAfter, session.bufferBefore] : [session.bufferAfter, bufferBefore];
    if (gap < 0 || wanted.some((buffer) => gap < buffer * 60_000)) return false;
  }
  return away.every(({ startsAt, endsAt }) => end <= startsAt || start >= endsAt);
}

function isUnderCap(
  start: number,
  { perDayCap, perWeekCap, fullWeeks, therapistZone, appointments }: Availability,
): boolean {
  if ((perDayCap ?? perWeekCap ?? fullWeeks ?? null) === null) return true; // Temporal is slow; most diaries have none.
  const dateOf = (instant: number) => inZone(therapistZone, instant).toPlainDate();
  const mondayOf = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });
  const day = dateOf(start);
  const monday = mondayOf(day);
  const taken = appointments.map(({ startsAt }) => dateOf(startsAt));
  const thatDay = taken.filter((other) => other.equals(day));
  const thatWeek = taken.filter((other) => mondayOf(other).equals(monday));
  if (thatDay.length >= (perDayCap ?? Number.POSITIVE_INFINITY)) return false;
  if (thatWeek.length >= (perWeekCap ?? Number.POSITIVE_INFINITY)) return false;
  return !fullWeeks?.has(monday.toString());
}

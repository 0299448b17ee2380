import { openings } from "#app/domain/availability/openings.ts";
import type { Availability } from "#app/domain/availability/rules.ts";

export const vienna = "Europe/Vienna"; // CET +1, CEST +2 from the last Sunday of March to the last of October, at 01:00Z.
export const newYork = "America/New_York"; // EST -5, EDT -4 from the 2nd Sunday of March to the 1st of November, at 02:00.
export const [MONDAY, TUESDAY, FRIDAY, SATURDAY, SUNDAY] = [1, 2, 5, 6, 7] as const;

/** An hour, on the hour, with neither buffers nor notice. */
export const hourly = {
  minutes: 60,
  bufferBefore: 0,
  bufferAfter: 0,
  step: 60,
  noticeMinutes: 0,
  horizonMinutes: 6000 * 1440,
};

/** A diary that holds nothing but what is said, read in December 2011, which no notice or horizon here minds. */
export function aDiary(over: Partial<Availability> & Pick<Availability, "hours" | "session">): Availability {
  const nothing = { overrides: [], away: [], busy: [], appointments: [], perDayCap: null };
  return { ...nothing, therapistZone: vienna, now: at("2011-12-01T00:00Z"), ...over };
}

/** Weekly hours from a time like "13:00", for so many minutes. */
export function worked(weekday: number, from: string, length: number, zone: string) {
  return { weekday, startMinute: Number(from.slice(0, 2)) * 60 + Number(from.slice(3)), length, zone };
}

/** The time between two instants. */
export function block(from: string, until: string) {
  return { startsAt: at(from), endsAt: at(until) };
}

export function at(instant: string): number {
  return Date.parse(instant);
}

/** An instant as the tests write it. */
export function said(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16)}Z`;
}

/** What is open on a date, as the zone of the first weekly hours counts days. */
export function startsOn(date: string, diary: Availability): string[] {
  const visitorZone = diary.hours[0]!.zone;
  const window = {
    from: at(`${date}T00:00Z`) - 86_400_000,
    to: at(`${date}T00:00Z`) + 2 * 86_400_000,
    visitorZone,
  };
  return openings(diary, window)
    .filter(({ day }) => day === date)
    .map(({ startsAt }) => said(startsAt));
}

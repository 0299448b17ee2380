import type { DayOfTimes } from "#app/domain/availability/find-openings.ts";
import { timeOnALine } from "#app/routes/when.ts";
import type { SlotDay } from "#app/ui/slot-picker.tsx";
import type { ZoneRegion } from "#app/ui/zone-options.tsx";
import { allZones, dayNumber, formatDate, formatDay, weekdayOf, zoneCity } from "#app/values/zoned.ts";

type Clock = { zone: string; locale: string };

/** Days and their times as the picker shows them; the value of a time is its instant in UTC. `waitHref` is where a full day leads. */
export function slotDays(
  days: DayOfTimes[],
  { zone, locale }: Clock,
  waitHref?: (weekday: number) => string,
): SlotDay[] {
  return days.map(({ date, openings }) => {
    const day = formatDate(date, { locale });
    const [weekday = "", ...rest] = day.split(/[\s,]+/);
    return {
      weekday,
      date: rest.join(" "),
      full: `${day} ${date.slice(0, 4)}`,
      empty: "Fully booked.",
      ...(waitHref && {
        emptyLink: { label: "Tell me if a time opens", href: waitHref(weekdayOf(dayNumber(date))) },
      }),
      slots: openings.map(({ startsAt }) => {
        const label = timeOnALine(startsAt, { zone, locale });
        return { value: new Date(startsAt).toISOString(), label, full: `${label}, ${day}` };
      }),
    };
  });
}

/** A few instants (ms) as days with times, for "the nearest are". */
export function slotDaysOf(starts: number[], clock: Clock, dayIn: (instant: number) => string): SlotDay[] {
  const dates = [...new Set(starts.map(dayIn))];
  return slotDays(
    dates.map((date) => ({
      date,
      openings: starts
        .filter((at) => dayIn(at) === date)
        .map((startsAt) => ({ startsAt, day: date, time: "" })),
    })),
    clock,
  );
}

/**
 * The starts nearest to the one that was wished for, in words for a sentence: "11:00 am and 2:40 pm", with the day they
 * share where it is not the wished one's, and each with its own where those differ.
 */
export function inASentence(
  starts: number[],
  wished: number,
  { zone, locale }: Clock,
  dayIn: (instant: number) => string,
): string {
  const dayAt = (at: number) => formatDay(at, zone, { locale });
  const [first = wished] = starts;
  const isOneDay = new Set(starts.map(dayIn)).size === 1;
  const said = starts.map((at) => {
    const time = timeOnALine(at, { zone, locale });
    return isOneDay ? time : `${dayAt(at)}, ${time}`;
  });
  const times = new Intl.ListFormat(locale, { type: "conjunction" }).format(said);
  return isOneDay && dayIn(first) !== dayIn(wished) ? `${times} on ${dayAt(first)}` : times;
}

const regions: ZoneRegion[] = Object.entries(
  Object.groupBy(allZones(), (zone) => (zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "Other")),
).map(([region, zones = []]) => ({
  region,
  zones: zones.map((value) => ({ value, label: value === "UTC" ? value : zoneCity(value) })),
}));

/** Every zone by its part of the world; one that goes by an old name is listed too when somebody uses it. */
export function regionsWith(zone: string): ZoneRegion[] {
  if (regions.some(({ zones }) => zones.some(({ value }) => value === zone))) return regions;
  return [{ region: "Chosen", zones: [{ value: zone, label: zoneCity(zone) }] }, ...regions];
}

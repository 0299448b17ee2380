import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { aheadIn, type Series } from "#app/domain/series/queries.ts";
import { startOn } from "#app/domain/series/rules.ts";
import { whenInYear } from "#app/routes/when.ts";
import { begun, rhythmInWords } from "#app/values/rhythm-words.ts";

type Clock = { zone: string; locale: string };

/** The rhythm of a series in words: "Every Tuesday at 10:00". */
export function rhythmShown(
  series: Pick<Series, "startsOn" | "localTime" | "everyWeeks">,
  clock: Clock,
): string {
  return begun(rhythmInWords({ ...series, time: series.localTime }, clock));
}

/** What a list or a page says of a series in a line: "Every Tuesday at 10:00, 9 more". */
export function lineShown(
  line: Pick<Series, "startsOn" | "localTime" | "everyWeeks"> & { ahead: number },
  clock: Clock,
): string {
  const left = line.ahead === 0 ? "none left" : line.ahead === 1 ? "one left" : `${line.ahead} to come`;
  return `${rhythmShown(line, clock)}, ${left}`;
}

/** The dates of a series as its page lists them, in order of time; those that left the rhythm say so. */
export function seriesDates(series: Series, all: readonly WholeBooking[], clock: Clock & { now: Date }) {
  const ahead = new Set(aheadIn(all, clock.now).map(({ booking }) => booking.id));
  return all
    .toSorted((a, b) => a.appointment.startsAt.getTime() - b.appointment.startsAt.getTime())
    .map(({ booking, appointment }) => {
      const startsAt = appointment.startsAt.getTime();
      const usual = startOn(series.zone, booking.seriesDate ?? series.startsOn, series.localTime);
      return {
        id: booking.id,
        when: whenInYear(startsAt, clock),
        differs: startsAt !== usual,
        isAhead: ahead.has(booking.id),
      };
    });
}

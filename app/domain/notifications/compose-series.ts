import { eventAt, happeningsOf } from "#app/domain/audit/queries.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { bookingsOf, findSeries } from "#app/domain/series/queries.ts";
import { startOn } from "#app/domain/series/rules.ts";
import type { SeriesChange, SeriesDate, SeriesLetter } from "#app/emails/letter/series.ts";
import { choiceOffered } from "./choice-offered.ts";
import { bookingLetter } from "./compose.ts";

/** The letter about several dates of a series, and one of their bookings, whole, to send it by. */
export type ComposedSeries = {
  letter: SeriesLetter;
  one: WholeBooking;
  all: WholeBooking[];
  isUndone: boolean;
};

/** What such a change was for each of its dates. */
export const bookingEventOf = {
  made: "booking.confirmed",
  moved: "booking.moved",
  cancelled: "booking.cancelled",
} as const satisfies Record<SeriesChange, string>;

/**
 * What is to be told of a change of several dates: those that still stand as that change left them, for a later change of
 * one has told of itself. Null when none does.
 */
export async function seriesLetter(
  ctx: Ctx,
  { subjectId, sequence }: Subject,
  change: SeriesChange,
): Promise<ComposedSeries | null> {
  const series = await findSeries(ctx, subjectId);
  const told = await eventAt(ctx, `series.${change}`, { id: subjectId, sequence });
  if (!series || !told) return null;
  const all = await bookingsOf(ctx, series);
  const events = await happeningsOf(
    ctx,
    all.map(({ booking }) => booking.id),
    [bookingEventOf[change]],
  );
  const theirs = new Map(
    events
      .filter(({ detail }) => detail.together === subjectId && (detail.round ?? 0) === sequence)
      .map((event) => [`${event.subjectId} ${event.detail.sequence}`, event]),
  );
  const status = change === "cancelled" ? "cancelled" : "confirmed";
  const standing = all
    .flatMap((whole) => {
      const event = theirs.get(`${whole.booking.id} ${whole.booking.sequence}`);
      return event && whole.booking.status === status ? [{ whole, event }] : [];
    })
    .sort((a, b) => a.whole.appointment.startsAt.getTime() - b.whole.appointment.startsAt.getTime());
  const [earliest] = standing;
  if (!earliest) return null;

  const dates: SeriesDate[] = [];
  for (const { whole, event } of standing) {
    const written = await bookingLetter(ctx, whole);
    const usual = startOn(series.zone, whole.booking.seriesDate ?? series.startsOn, series.localTime);
    const was = change === "moved" ? Number(event.detail.from) : null;
    dates.push({ ...written, differs: written.booking.startsAt !== usual, was });
  }
  const [first] = dates;
  if (!first) return null;
  const { startsOn, localTime, everyWeeks, zone } = series;
  return {
    one: earliest.whole,
    all: standing.map(({ whole }) => whole),
    isUndone: change === "cancelled" && standing.every(({ event }) => event.detail.undone === true),
    letter: {
      first,
      dates,
      rhythm: { startsOn, time: localTime, everyWeeks, zone },
      by: /^(holder|client):/.test(told.actor) ? "client" : "practice",
      words: await ownWords(
        ctx,
        standing.map(({ whole }) => whole),
      ),
      choice:
        change === "cancelled"
          ? await choiceOffered(
              ctx,
              standing.map(({ whole }) => whole),
            )
          : null,
      againUrl: `${ctx.appUrl}/book/${earliest.whole.therapist.slug}`,
    },
  };
}

/** What the practice wrote of its own lies with the date that came first when it was written. */
async function ownWords(ctx: Ctx, all: readonly WholeBooking[]): Promise<string | null> {
  for (const { booking } of all) {
    const words = booking.sequence === 0 ? null : await readWords(ctx, booking, "message");
    if (words) return words;
  }
  return null;
}

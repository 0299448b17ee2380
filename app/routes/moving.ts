import { daysOfTimes } from "#app/domain/availability/find-openings.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { isLateChange, moveRefusal } from "#app/domain/bookings/rules.ts";
import { type Ctx, isClient } from "#app/domain/ctx.ts";
import { slotDays } from "#app/routes/book/slots.ts";
import { addDays, dayOf, isDate } from "#app/values/zoned.ts";

/** What a booking could be moved to, as the page shows it: whether it can be, and a week of open times from a date. */
export async function wayToMove(
  ctx: Ctx,
  whole: WholeBooking,
  { zone, asked }: { zone: string; asked: string | null },
) {
  const { booking, appointment, type, practice } = whole;
  const terms = { ...booking, startsAt: appointment.startsAt.getTime() };
  const now = ctx.now().getTime();
  const from = firstDay(asked, dayOf(zone, now));
  const found = await daysOfTimes(ctx, {
    therapistId: booking.therapistId,
    typeSlug: type.slug,
    except: booking.appointmentId,
    visitorZone: zone,
    isKnown: true,
    clientId: isClient(ctx) ? booking.clientId : undefined,
    from: from.day,
    count: 7,
  });
  // The time it has is no other time.
  const others = (found?.days ?? []).map(({ date, openings }) => ({
    date,
    openings: openings.filter(({ startsAt }) => startsAt !== terms.startsAt),
  }));
  return {
    refusal: moveRefusal(terms, now),
    isLate: isLateChange(terms, now),
    days: slotDays(others, { zone, locale: practice.locale }),
    later: found?.next ?? null,
    isLater: from.isLater,
  };
}

export type WayToMove = Awaited<ReturnType<typeof wayToMove>>;

/** The day (`YYYY-MM-DD`) a page of times begins with: the one asked for when it is one and lies ahead, else today. */
export function firstDay(asked: string | null, today: string): { day: string; isLater: boolean } {
  const isLater = asked !== null && isDate(asked) && asked > today && asked < addDays(today, 800);
  return { day: isLater ? asked : today, isLater };
}

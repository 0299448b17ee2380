import { openInstead } from "#app/domain/bookings/book-instead.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { takeAnother } from "#app/domain/reception/take-another.ts";
import * as wish from "#app/domain/reception/wish.ts";
import type { Suggested } from "#app/domain/sick-days/queries.ts";
import type { FieldErrors } from "#app/http.ts";
import { slotDaysOf } from "#app/routes/book/slots.ts";
import { firstDay } from "#app/routes/moving.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import { addDays, DAY, dayOf, startOfDay } from "#app/values/zoned.ts";
import { anotherRefusals } from "./another-form.tsx";

/** How far ahead is looked at once, and how many days with open times are shown of it. */
const reachDays = 62;
const shownDays = 7;

type Asked = { zone: string; query: URLSearchParams; suggested: Suggested };

/**
 * Taking another time in place of one that was called off: the times its letter suggested, the nearest where one of them is
 * gone, or all of them from a date on.
 */
export async function anotherPage(ctx: Ctx, whole: WholeBooking, { zone, query, suggested }: Asked) {
  const now = ctx.now().getTime();
  const clock = { zone, locale: whole.practice.locale };
  const asked = query.get("from");
  const from = firstDay(asked, dayOf(zone, now));
  const to = startOfDay(zone, addDays(from.day, reachDays));
  const open = await openInstead(ctx, whole, { from: Math.max(now, startOfDay(zone, from.day)), to });
  const dayIn = (instant: number) => dayOf(zone, instant);
  const page = {
    ...shownBooking(whole, { zone, now }),
    isAsked: suggested.wasAsked,
    selected: query.get("at") ?? undefined,
  };
  if (!open.ok) return { ...page, shut: open.refusal, days: [], isAll: false, later: null, isLater: false };

  const three = asked === null ? standIns(suggested.starts, open.value) : [];
  const isAll = three.length === 0;
  const dates = [...new Set(open.value.map(dayIn))];
  const shown = isAll ? dates.slice(0, shownDays) : [];
  return {
    ...page,
    shut: null,
    days: slotDaysOf(isAll ? open.value.filter((at) => shown.includes(dayIn(at))) : three, clock, dayIn),
    isAll,
    later: isAll ? (dates[shownDays] ?? null) : null,
    isLater: from.isLater,
  };
}

export type AnotherShown = Awaited<ReturnType<typeof anotherPage>>;

/** The times suggested, each while it is open, and for one that is gone the open one nearest to it. */
function standIns(suggested: readonly number[], open: readonly number[]): number[] {
  const kept = suggested.filter((at) => open.includes(at));
  const found = [...kept];
  for (const gone of suggested.filter((at) => !kept.includes(at))) {
    const free = open.filter((at) => found.every((other) => Math.abs(other - at) >= DAY / 24));
    const [nearest] = free.toSorted((a, b) => Math.abs(a - gone) - Math.abs(b - gone));
    if (nearest !== undefined) found.push(nearest);
  }
  return found.sort((a, b) => a - b);
}

type Answered =
  | { ok: true; bookingId: string; isNew: boolean; isAsked: boolean }
  | { ok: false; status: 409 | 422; errors: FieldErrors };

/** What a press on that page comes to. */
export async function answerAnother(ctx: Ctx, bookingId: string, at: unknown): Promise<Answered> {
  const startsAt = wish.startsAt.safeParse(at);
  if (!startsAt.success) return { ok: false, status: 422, errors: { at: "Please choose a time." } };
  const taken = await takeAnother(ctx, { bookingId, startsAt: startsAt.data });
  if (taken.ok) {
    const { bookingId: id, token, isAsked } = taken.value;
    return { ok: true, bookingId: id, isNew: token !== null, isAsked };
  }
  const status = taken.refusal === "slot_taken" ? 409 : 422;
  return { ok: false, status, errors: { at: anotherRefusals[taken.refusal] } };
}

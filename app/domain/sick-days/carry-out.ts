import { and, eq, isNull, lte } from "drizzle-orm";
import { timeAway } from "#app/db/schema/availability.ts";
import { sickDayBookings, sickDays } from "#app/db/schema/sick-days.ts";
import { record } from "#app/domain/audit/record.ts";
import { callOffAsSeen } from "#app/domain/bookings/call-off-as-seen.ts";
import { undoMinutes } from "#app/domain/bookings/rules.ts";
import { bookingsNamed } from "#app/domain/bookings/standing-between.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, type House, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { MINUTE } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { carriesOutAt } from "./rules.ts";
import { suggest } from "./suggest.ts";

type SickDay = typeof sickDays.$inferSelect;

/**
 * Do what a sick day said, once its three minutes are over: all of it or nothing, so that a crash leaves it to be done
 * again whole. A booking that somebody changed meanwhile stays as they made it. Throws while it can still be taken back.
 */
export function carryOutSickDay(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  return carryOut(ctx, subjectId);
}

/** The floor under the job: sick days whose letters should have gone, from every practice. */
export async function carryOutSickDays(house: House): Promise<void> {
  const due = await house.db
    .select({ id: sickDays.id, practiceId: sickDays.practiceId })
    .from(sickDays)
    .where(
      and(
        isNull(sickDays.undoneAt),
        isNull(sickDays.carriedOutAt),
        lte(sickDays.pressedAt, new Date(house.now().getTime() - undoMinutes * MINUTE)),
      ),
    );
  await inTurn(due, ({ id, practiceId }) => carryOut({ ...house, practiceId }, id));
}

async function carryOut(ctx: Ctx, id: string): Promise<void> {
  const seen = await find(ctx, id);
  if (!seen || seen.undoneAt || seen.carriedOutAt) return;
  if (ctx.now().getTime() < carriesOutAt(seen.pressedAt.getTime()))
    throw new Error("The sick day can still be taken back");
  const actor = { kind: "system", job: "carry_out_sick_day", askedBy: seen.pressedBy } as const;
  await inTransaction({ ...ctx, actor }, async (ctx) => {
    await lockTherapist(ctx, seen.therapistId);
    const sickDay = await find(ctx, id);
    if (!sickDay || sickDay.undoneAt || sickDay.carriedOutAt) return;
    const isAway = await standsAway(ctx, sickDay);
    const done = isAway ? { carriedOutAt: ctx.now() } : { undoneAt: ctx.now() };
    await ctx.db
      .update(sickDays)
      .set({ ...done, keyRing: null, keyWrapped: null, sealed: null })
      .where(and(eq(sickDays.practiceId, ctx.practiceId), eq(sickDays.id, id)));
    const { therapistId } = sickDay;
    // Whoever called the time away off is back: nobody's session goes for hours that are open again.
    if (!isAway) return record(ctx, "sick_day.undone", { id }, { therapistId });
    const off = await callOffAll(ctx, sickDay);
    await record(ctx, "sick_day.carried_out", { id }, { therapistId, off });
  });
}

async function find(ctx: Ctx, id: string): Promise<SickDay | null> {
  const [found] = await ctx.db
    .select()
    .from(sickDays)
    .where(and(eq(sickDays.practiceId, ctx.practiceId), eq(sickDays.id, id)));
  return found ?? null;
}

async function standsAway(ctx: Ctx, { timeAwayId }: SickDay): Promise<boolean> {
  if (!timeAwayId) return false;
  const [found] = await ctx.db
    .select({ id: timeAway.id })
    .from(timeAway)
    .where(and(eq(timeAway.practiceId, ctx.practiceId), eq(timeAway.id, timeAwayId)));
  return found !== undefined;
}

/** Call off what stands as it was seen, each with the openings its letter suggests. Says how many there were. */
async function callOffAll(ctx: Ctx, sickDay: SickDay): Promise<number> {
  const { id: sickDayId, therapistId, startsAt, endsAt } = sickDay;
  const own = and(eq(sickDayBookings.practiceId, ctx.practiceId), eq(sickDayBookings.sickDayId, sickDayId));
  const seen = await ctx.db.select().from(sickDayBookings).where(own);
  const now = await bookingsNamed(
    ctx,
    seen.map(({ bookingId }) => bookingId),
  );
  const touched = now.filter((booking) =>
    seen.some(
      ({ bookingId, status, sequence }) =>
        booking.id === bookingId && booking.status === status && booking.sequence === sequence,
    ),
  );
  const away = { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
  const suggestions = await suggest(ctx, therapistId, { touched, away });
  const message = wordsOf(ctx, sickDay);
  for (const { id, status, sequence } of touched) {
    const off = await callOffAsSeen(ctx, { id, therapistId, status, sequence, message });
    if (off === null) throw new Error("A booking changed under its therapist's lock");
    const starts = (suggestions.get(id) ?? []).map((at) => new Date(at));
    await ctx.db
      .update(sickDayBookings)
      .set({ calledOff: true, suggestions: starts })
      .where(and(own, eq(sickDayBookings.bookingId, id)));
  }
  return touched.length;
}

function wordsOf(ctx: Ctx, { id, keyRing, keyWrapped, sealed }: SickDay): string | undefined {
  if (!keyRing || !keyWrapped || !sealed) return undefined;
  const key = { ring: keyRing, wrapped: keyWrapped };
  return ctx.vault.unseal(key, { row: id, column: "sick_days.sealed" }, sealed);
}

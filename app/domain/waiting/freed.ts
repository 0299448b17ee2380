import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { type FreedOutcome, freedTimes, timeOffers } from "#app/db/schema/waiting.ts";
import { isGivenAway } from "#app/domain/bookings/offered.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

type Hour = { therapistId: string; startsAt: Date; endsAt: Date };

/** The row of an hour that came free: the one that stands open, the one nobody wanted before, or a new one. */
export async function freedTimeAt(ctx: Ctx, hour: Hour): Promise<string> {
  const isIt = and(
    eq(freedTimes.practiceId, ctx.practiceId),
    eq(freedTimes.therapistId, hour.therapistId),
    eq(freedTimes.startsAt, hour.startsAt),
  );
  const [open] = await ctx.db
    .select({ id: freedTimes.id })
    .from(freedTimes)
    .where(and(isIt, isNull(freedTimes.closedAt)));
  if (open) return open.id;
  const [again] = await ctx.db
    .select({ id: freedTimes.id })
    .from(freedTimes)
    .where(and(isIt, eq(freedTimes.outcome, "nobody")))
    .limit(1);
  if (again) {
    await ctx.db
      .update(freedTimes)
      .set({ closedAt: null, outcome: null })
      .where(and(eq(freedTimes.practiceId, ctx.practiceId), eq(freedTimes.id, again.id)));
    return again.id;
  }
  const id = newId();
  await ctx.db.insert(freedTimes).values({ ...hour, id, practiceId: ctx.practiceId, freedAt: ctx.now() });
  return id;
}

/** Close an hour: what became of it. */
export async function closeFreed(ctx: Ctx, freedTimeId: string, outcome: FreedOutcome): Promise<void> {
  await ctx.db
    .update(freedTimes)
    .set({ closedAt: ctx.now(), outcome })
    .where(
      and(
        eq(freedTimes.practiceId, ctx.practiceId),
        eq(freedTimes.id, freedTimeId),
        isNull(freedTimes.closedAt),
      ),
    );
}

/** Close the hours of a therapist that are offered to nobody any more: gone to somebody else, or wanted by nobody who waits. */
export async function closeSpent(ctx: Ctx, therapistId: string): Promise<void> {
  const offered = ctx.db
    .select({ one: sql`1` })
    .from(timeOffers)
    .where(and(eq(timeOffers.freedTimeId, freedTimes.id), eq(timeOffers.status, "open")));
  const spent = await ctx.db
    .select()
    .from(freedTimes)
    .where(
      and(
        eq(freedTimes.practiceId, ctx.practiceId),
        eq(freedTimes.therapistId, therapistId),
        isNull(freedTimes.closedAt),
        notExists(offered),
      ),
    );
  for (const hour of spent) {
    const isGone = hour.startsAt <= ctx.now() || (await isGivenAway(ctx, hour));
    await closeFreed(ctx, hour.id, isGone ? "gone" : "nobody");
  }
}

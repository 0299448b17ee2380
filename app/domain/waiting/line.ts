import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { freedTimes, timeOffers, waits } from "#app/db/schema/waiting.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Wait } from "./link.ts";

/** Everybody who waits for a therapist and has no offer to answer now, first come first. */
export function inLine(ctx: Ctx, therapistId: string): Promise<Wait[]> {
  const open = ctx.db
    .select({ one: sql`1` })
    .from(timeOffers)
    .where(and(eq(timeOffers.waitId, waits.id), eq(timeOffers.status, "open")));
  return ctx.db
    .select()
    .from(waits)
    .where(
      and(
        eq(waits.practiceId, ctx.practiceId),
        eq(waits.therapistId, therapistId),
        eq(waits.status, "waiting"),
        notExists(open),
      ),
    )
    .orderBy(asc(waits.joinedAt), asc(waits.id));
}

/** Whether there is anything to do about a therapist's list: somebody waits, or an hour that was offered is not closed yet. */
export async function isAlive(ctx: Ctx, therapistId: string): Promise<boolean> {
  const someone = ctx.db
    .select({ id: waits.id })
    .from(waits)
    .where(
      and(
        eq(waits.practiceId, ctx.practiceId),
        eq(waits.therapistId, therapistId),
        eq(waits.status, "waiting"),
      ),
    );
  const hours = ctx.db
    .select({ id: freedTimes.id })
    .from(freedTimes)
    .where(
      and(
        eq(freedTimes.practiceId, ctx.practiceId),
        eq(freedTimes.therapistId, therapistId),
        isNull(freedTimes.closedAt),
      ),
    );
  return (await unionAll(someone, hours).limit(1)).length > 0;
}

/** The starts (ms) each of these people was offered before: nobody is asked about the same time twice. */
export async function offeredBefore(ctx: Ctx, waitIds: string[]): Promise<Map<string, Set<number>>> {
  const offered = new Map<string, Set<number>>(waitIds.map((id) => [id, new Set()]));
  if (waitIds.length === 0) return offered;
  const rows = await ctx.db
    .select({ waitId: timeOffers.waitId, startsAt: timeOffers.startsAt })
    .from(timeOffers)
    .where(and(eq(timeOffers.practiceId, ctx.practiceId), inArray(timeOffers.waitId, waitIds)));
  for (const { waitId, startsAt } of rows) offered.get(waitId)?.add(startsAt.getTime());
  return offered;
}

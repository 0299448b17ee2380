import { and, asc, eq, inArray } from "drizzle-orm";
import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";

export type SessionType = typeof sessionTypes.$inferSelect;

/** The published types a therapist offers, in the practice's order. */
export async function offeredBy(ctx: Ctx, therapistId: string): Promise<SessionType[]> {
  const rows = await ctx.db
    .select({ type: sessionTypes })
    .from(offers)
    .innerJoin(sessionTypes, eq(sessionTypes.id, offers.sessionTypeId))
    .where(
      and(
        eq(offers.practiceId, ctx.practiceId),
        eq(offers.therapistId, therapistId),
        sessionTypes.isPublished,
      ),
    )
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.minutes));
  return rows.map((row) => row.type);
}

/** What each of these therapists offers, for lists that cross practices. */
export function offeredByAll(house: House, therapistIds: string[]) {
  if (therapistIds.length === 0) return Promise.resolve([]);
  return house.db
    .select({ therapistId: offers.therapistId, type: sessionTypes })
    .from(offers)
    .innerJoin(sessionTypes, eq(sessionTypes.id, offers.sessionTypeId))
    .where(and(inArray(offers.therapistId, therapistIds), sessionTypes.isPublished))
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.minutes));
}

/** Every published type of the practice, for its fees page. */
export function offeredHere(ctx: Ctx): Promise<SessionType[]> {
  return ctx.db
    .select()
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, ctx.practiceId), sessionTypes.isPublished))
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.minutes));
}

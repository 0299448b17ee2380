import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";

export type SessionType = typeof sessionTypes.$inferSelect;

/** The published types a therapist offers, in the practice's order. */
export async function offeredBy(ctx: Ctx, therapistId: string): Promise<SessionType[]> {
  const statement = prepared(ctx.db, "offered_by", offeredStatement);
  const rows = await statement.execute({ practice: ctx.practiceId, therapist: therapistId });
  return rows.map((row) => row.type);
}

function offeredStatement(db: Db, name: string) {
  return db
    .select({ type: sessionTypes })
    .from(offers)
    .innerJoin(sessionTypes, eq(sessionTypes.id, offers.sessionTypeId))
    .where(
      and(
        eq(offers.practiceId, sql.placeholder("practice")),
        eq(offers.therapistId, sql.placeholder("therapist")),
        sessionTypes.isPublished,
      ),
    )
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.minutes))
    .prepare(name);
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

/** One type of the practice, published or not; null when it is not here. */
export async function typeOf(ctx: Ctx, typeId: string): Promise<SessionType | null> {
  const [type] = await ctx.db
    .select()
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, ctx.practiceId), eq(sessionTypes.id, typeId)));
  return type ?? null;
}

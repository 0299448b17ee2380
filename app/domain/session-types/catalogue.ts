import { and, asc, eq, sql } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import type { SessionType } from "./queries.ts";

/** A type as those see it who make it: with who offers it, and whether it was ever booked or announced. */
export type Listed = SessionType & { therapistIds: string[]; isBooked: boolean };

/** Whether somebody may make and change the practice's session types. */
export function mayChangeTypes(ctx: Ctx): boolean {
  return may(ctx.actor, "session_types.change", { practiceId: ctx.practiceId, therapistIds: [] });
}

/** Every type of the practice, shown to clients or not, in the practice's order; none for whoever may not change them. */
export async function catalogue(ctx: MemberCtx): Promise<Listed[]> {
  return mayChangeTypes(ctx) ? listed(ctx) : [];
}

/** One of them, or null: what is not the practice's is not there. */
export async function findListed(ctx: MemberCtx, id: string): Promise<Listed | null> {
  if (!isId(id) || !mayChangeTypes(ctx)) return null;
  const [found] = await listed(ctx, id);
  return found ?? null;
}

async function listed(ctx: MemberCtx, id?: string): Promise<Listed[]> {
  const therapistIds = sql<string[]>`array(select ${offers.therapistId}::text from ${offers}
    where ${offers.sessionTypeId} = ${sessionTypes}.id order by 1)`;
  const isBooked = sql<boolean>`exists (select 1 from ${appointments}
    where ${appointments.sessionTypeId} = ${sessionTypes}.id)`;
  const rows = await ctx.db
    .select({ type: sessionTypes, therapistIds, isBooked })
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, ctx.practiceId), id ? eq(sessionTypes.id, id) : undefined))
    .orderBy(asc(sessionTypes.position), asc(sessionTypes.minutes), asc(sessionTypes.id));
  return rows.map(({ type, ...more }) => ({ ...type, ...more }));
}

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { careRelationships } from "#app/db/schema/clients.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Whether a therapist's caseload has room for one more, as a condition on a row of `therapists`. Without a caseload it has. */
export function hasRoom(): SQL<boolean> {
  return sql<boolean>`(${therapists.caseload} is null or ${therapists.caseload} > ${caseloadNow()})`;
}

/**
 * How many clients are in a therapist's care, getting started and going on, on a row of `therapists`. The condition is a
 * piece of its own: drizzle takes the tables' names off the columns of what is selected from a single one.
 */
function caseloadNow(): SQL<number> {
  const isInCare = and(
    eq(careRelationships.therapistId, therapists.id),
    inArray(careRelationships.stage, ["intake", "ongoing"]),
  );
  return sql<number>`(select count(*)::int from ${careRelationships} where ${isInCare})`;
}

/** Whether a therapist takes people who are not in her care yet: she is accepting and her caseload has room. */
export async function takesNewPeople(ctx: Ctx, therapistId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ takes: sql<boolean>`${therapists.isAccepting} and ${hasRoom()}` })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)));
  return found?.takes ?? false;
}

/** How many clients a therapist has in her care, against the caseload she set; null where she set none. */
export async function caseloadOf(
  ctx: Ctx,
  therapistId: string,
): Promise<{ inCare: number; caseload: number | null }> {
  const [found] = await ctx.db
    .select({ inCare: caseloadNow(), caseload: therapists.caseload })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)));
  return found ?? { inCare: 0, caseload: null };
}

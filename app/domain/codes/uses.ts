import { and, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/**
 * Whether a booking that carries a code is a use of it: as long as it keeps its time, and when it was called off too late.
 * One that is called off in time or runs out gives its use back the moment it lets go, not a moment before: until then it
 * can still be paid for.
 */
export const isUse = or(
  inArray(bookings.status, ["requested", "held", "confirmed", "attended", "no_show"]),
  and(eq(bookings.status, "cancelled"), bookings.isLate),
) as SQL<boolean>;

/** How often a code was used so far, by everybody and by one client. */
export async function countUses(
  ctx: Ctx,
  codeId: string,
  clientId: string | null,
): Promise<{ all: number; own: number }> {
  const [counted] = await ctx.db
    .select({
      all: sql<number>`count(*)::int`,
      own: sql<number>`(count(*) filter (where ${bookings.clientId} = ${clientId}))::int`,
    })
    .from(bookings)
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.codeId, codeId), isUse));
  return counted ?? { all: 0, own: 0 };
}

/** Whether a client has, or had, a session here that has a price. */
export async function hasPaidSession(ctx: Ctx, clientId: string): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        gt(bookings.price, 0),
        isUse,
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** How often the client who used a code most used it. */
export async function mostUsesOfOne(ctx: Ctx, codeId: string): Promise<number> {
  const [most] = await ctx.db
    .select({ uses: sql<number>`count(*)::int` })
    .from(bookings)
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.codeId, codeId), isUse))
    .groupBy(bookings.clientId)
    .orderBy(sql`count(*) desc`)
    .limit(1);
  return most?.uses ?? 0;
}

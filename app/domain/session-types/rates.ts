import { and, desc, eq, getTableColumns, gte, isNull, lte, or } from "drizzle-orm";
import { clientRates, sessionTypes } from "#app/db/schema/session-types.ts";
import { record } from "#app/domain/audit/record.ts";
import { clientInReach } from "#app/domain/clients/choices.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { typeOf } from "./queries.ts";

type Asked = { clientId: string; type: { id: string; price: number }; day: string };

/** What a session of a type costs one client on a day (YYYY-MM-DD), minor units: their own rate, or the type's price. */
export async function priceFor(ctx: Ctx, { clientId, type, day }: Asked): Promise<number> {
  const [rate] = await ctx.db
    .select({ price: clientRates.price })
    .from(clientRates)
    .where(
      and(
        eq(clientRates.practiceId, ctx.practiceId),
        eq(clientRates.clientId, clientId),
        eq(clientRates.sessionTypeId, type.id),
        lte(clientRates.validFrom, day),
        or(isNull(clientRates.validUntil), gte(clientRates.validUntil, day)),
      ),
    )
    .orderBy(desc(clientRates.validFrom), desc(clientRates.createdAt))
    .limit(1);
  return rate?.price ?? type.price;
}

export type Rate = typeof clientRates.$inferSelect;

/** The rates that were agreed with a client, the newest first. Call it with a client that was found within reach. */
export function ratesOf(ctx: Ctx, clientId: string): Promise<(Rate & { typeName: string })[]> {
  return ctx.db
    .select({ ...getTableColumns(clientRates), typeName: sessionTypes.name })
    .from(clientRates)
    .innerJoin(sessionTypes, eq(sessionTypes.id, clientRates.sessionTypeId))
    .where(and(eq(clientRates.practiceId, ctx.practiceId), eq(clientRates.clientId, clientId)))
    .orderBy(desc(clientRates.validFrom), desc(clientRates.createdAt));
}

type Agreed = Pick<Rate, "clientId" | "sessionTypeId" | "price" | "validFrom" | "validUntil">;

/**
 * Agree on what a client pays for a session type from a day until another (a sliding scale); the newest holds. What is
 * booked keeps its price. False when the client or the type is not in the member's reach.
 */
export function agreeRate(ctx: MemberCtx, rate: Agreed): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await clientInReach(ctx, "money.take", rate.clientId))) return false;
    if (!(await typeOf(ctx, rate.sessionTypeId))) return false;
    await ctx.db.insert(clientRates).values({ practiceId: ctx.practiceId, ...rate, createdAt: ctx.now() });
    await record(ctx, "client.rate_agreed", { id: rate.clientId });
    return true;
  });
}

/** Let an agreed rate no longer hold for what is booked from now on. False when there is no such rate in reach. */
export function dropRate(
  ctx: MemberCtx,
  { clientId, rateId }: { clientId: string; rateId: string },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!isId(rateId) || !(await clientInReach(ctx, "money.take", clientId))) return false;
    const dropped = await ctx.db
      .delete(clientRates)
      .where(
        and(
          eq(clientRates.practiceId, ctx.practiceId),
          eq(clientRates.clientId, clientId),
          eq(clientRates.id, rateId),
        ),
      )
      .returning({ id: clientRates.id });
    if (dropped.length === 0) return false;
    await record(ctx, "client.rate_dropped", { id: clientId });
    return true;
  });
}

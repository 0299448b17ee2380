import { and, desc, eq, gte, isNull, lte, or } from "drizzle-orm";
import { clientRates } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";

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

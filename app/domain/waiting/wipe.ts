import { and, eq, inArray, or } from "drizzle-orm";
import { timeOffers, waits } from "#app/db/schema/waiting.ts";
import type { Ctx } from "#app/domain/ctx.ts";

type Theirs = { clientIds: readonly string[]; bookingIds: readonly string[] };

/** Take people who never were off the waiting list, with what they were offered. */
export async function wipe(ctx: Ctx, { clientIds, bookingIds }: Theirs): Promise<void> {
  const { practiceId } = ctx;
  const theirs = and(
    eq(waits.practiceId, practiceId),
    or(inArray(waits.clientId, [...clientIds]), inArray(waits.bookingId, [...bookingIds])),
  );
  const offered = ctx.db.select({ id: waits.id }).from(waits).where(theirs);
  await ctx.db
    .delete(timeOffers)
    .where(
      and(
        eq(timeOffers.practiceId, practiceId),
        or(inArray(timeOffers.waitId, offered), inArray(timeOffers.bookingId, [...bookingIds])),
      ),
    );
  await ctx.db.delete(waits).where(theirs);
}

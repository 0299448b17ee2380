import { and, eq, ne } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { timeOffers } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { answerOffer } from "./offers.ts";
import { step } from "./step.ts";

/** Write down of a therapist's open offers which are held no more: they ran out, or the practice took the time back. Call it with the therapist locked. */
export async function settleOffers(ctx: Ctx, therapistId: string): Promise<void> {
  const over = await ctx.db
    .select({ id: timeOffers.id, waitId: timeOffers.waitId, became: bookings.status })
    .from(timeOffers)
    .innerJoin(bookings, eq(bookings.id, timeOffers.bookingId))
    .where(
      and(
        eq(timeOffers.practiceId, ctx.practiceId),
        eq(bookings.therapistId, therapistId),
        eq(timeOffers.status, "open"),
        ne(bookings.status, "held"),
      ),
    );
  for (const { id, waitId, became } of over) {
    const status = became === "expired" ? "lapsed" : "withdrawn";
    if (!(await answerOffer(ctx, id, status))) continue;
    await record(
      ctx,
      "wait.offer_over",
      { id: waitId, sequence: await step(ctx, waitId) },
      { offer: id, status },
    );
  }
}

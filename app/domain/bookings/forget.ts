import { and, eq } from "drizzle-orm";
import { bookings, bookingWords } from "#app/db/schema/bookings.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";

/** Forget who a client's bookings were for: times, prices and states stay for the books, the person leaves them. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    await ctx.db
      .delete(bookingWords)
      .where(and(eq(bookingWords.practiceId, ctx.practiceId), eq(bookingWords.clientId, clientId)));
    await ctx.db
      .update(bookings)
      .set({
        guestName: "Erased",
        guestEmail: "erased@invalid",
        guestPhone: null,
        region: null,
        source: null,
        sourceAddress: null,
      })
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.clientId, clientId)));
  });
}

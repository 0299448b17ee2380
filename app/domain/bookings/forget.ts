import { and, eq, inArray, isNull } from "drizzle-orm";
import { bookings, bookingWords, manageLinks } from "#app/db/schema/bookings.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { erasedName } from "#app/values/erased.ts";

/**
 * Forget who a client's bookings were for: times, prices and states stay for the books, the person leaves them, and their
 * private links open nothing any more.
 */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    await ctx.db
      .delete(bookingWords)
      .where(and(eq(bookingWords.practiceId, ctx.practiceId), eq(bookingWords.clientId, clientId)));
    await ctx.db
      .update(bookings)
      .set({
        guestName: erasedName,
        guestEmail: null,
        guestPhone: null,
        region: null,
        source: null,
        sourceAddress: null,
      })
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.clientId, clientId)));
    const theirs = ctx.db
      .select({ id: bookings.id })
      .from(bookings)
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.clientId, clientId)));
    await ctx.db
      .update(manageLinks)
      .set({ endedAt: ctx.now() })
      .where(
        and(
          eq(manageLinks.practiceId, ctx.practiceId),
          inArray(manageLinks.bookingId, theirs),
          isNull(manageLinks.endedAt),
        ),
      );
  });
}

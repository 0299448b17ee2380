import { and, asc, eq, inArray } from "drizzle-orm";
import { appointments, bookings, bookingWords, manageLinks } from "#app/db/schema/bookings.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { lockTherapist } from "./take.ts";

/** The bookings of these clients, held with their therapists' diaries until the transaction ends. */
export async function holdBookingsOf(ctx: Ctx, clientIds: readonly string[]): Promise<string[]> {
  const theirs = and(eq(bookings.practiceId, ctx.practiceId), inArray(bookings.clientId, [...clientIds]));
  const diaries = await ctx.db
    .selectDistinct({ therapistId: bookings.therapistId })
    .from(bookings)
    .where(theirs)
    .orderBy(asc(bookings.therapistId));
  for (const { therapistId } of diaries) await lockTherapist(ctx, therapistId);
  const rows = await ctx.db.select({ id: bookings.id }).from(bookings).where(theirs);
  return rows.map(({ id }) => id);
}

/**
 * Take sessions that never were out of the diary: their times are free again. A group or an event they had a place in
 * stays. For clients who were made up and for nobody else: real sessions are cancelled, and stay in the books.
 */
export async function wipe(ctx: Ctx, { clientIds }: { clientIds: readonly string[] }): Promise<void> {
  const { practiceId } = ctx;
  for (const clientId of clientIds) {
    await moving(ctx, clientId, async (ctx) => {
      const theirs = and(eq(bookings.practiceId, practiceId), eq(bookings.clientId, clientId));
      const ids = ctx.db.select({ id: bookings.id }).from(bookings).where(theirs);
      await ctx.db
        .delete(bookingWords)
        .where(and(eq(bookingWords.practiceId, practiceId), eq(bookingWords.clientId, clientId)));
      await ctx.db
        .delete(manageLinks)
        .where(and(eq(manageLinks.practiceId, practiceId), inArray(manageLinks.bookingId, ids)));
      const gone = await ctx.db
        .delete(bookings)
        .where(theirs)
        .returning({ appointmentId: bookings.appointmentId });
      const times = [...new Set(gone.map(({ appointmentId }) => appointmentId))];
      if (times.length > 0)
        await ctx.db
          .delete(appointments)
          .where(
            and(
              eq(appointments.practiceId, practiceId),
              eq(appointments.capacity, 1),
              inArray(appointments.id, times),
            ),
          );
    });
  }
}

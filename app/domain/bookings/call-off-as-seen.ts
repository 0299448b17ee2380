import { and, eq } from "drizzle-orm";
import { type BookingStatus, bookings, manageLinks } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { renewLink } from "./link.ts";
import { giveBack, lockTherapist } from "./take.ts";
import { keepWords } from "./words.ts";

type Seen = {
  id: string;
  therapistId: string;
  status: BookingStatus;
  sequence: number;
  message?: string | undefined;
};

/**
 * Take a booking off as somebody saw it, for the practice: never late, whenever the session would begin, because it was
 * called off when it was looked at and not when this is done. A request is declined, a time that was only on offer is
 * taken back without a letter. Says the sequence it has now; null when it is no longer what was seen, and then it stays.
 */
export function callOffAsSeen(ctx: Ctx, seen: Seen): Promise<number | null> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, seen.therapistId);
    const isSeen = and(
      eq(bookings.practiceId, ctx.practiceId),
      eq(bookings.id, seen.id),
      eq(bookings.status, seen.status),
      eq(bookings.sequence, seen.sequence),
    );
    const [found] = await ctx.db.select().from(bookings).where(isSeen);
    if (!found) return null;
    const wasOffered = found.status === "held" && found.heldFor === "offer";
    const sequence = seen.sequence + 1;
    const [off] = await ctx.db
      .update(bookings)
      .set({
        status: "cancelled",
        cancelledBy: "practice",
        isLate: false,
        sequence,
        changedAt: ctx.now(),
      })
      .where(isSeen)
      .returning({ id: bookings.id });
    if (!off) return null;
    await giveBack(ctx, [found.appointmentId]);
    await keepALink(ctx, { id: found.id, sequence });
    if (seen.message) await keepWords(ctx, { ...found, sequence }, "message", seen.message);
    if (wasOffered) await record(ctx, "booking.let_go", { id: found.id, sequence }, { by: "practice" });
    else if (found.status === "requested")
      await record(ctx, "booking.declined", { id: found.id, sequence }, { ill: true });
    else
      await record(
        ctx,
        "booking.cancelled",
        { id: found.id, sequence },
        { by: "practice", late: false, undone: false },
      );
    return sequence;
  });
}

/** The private link they have goes on showing what became of it; who never had one needs one to take another time by. */
async function keepALink(ctx: Ctx, booking: { id: string; sequence: number }): Promise<void> {
  const [link] = await ctx.db
    .select({ sequence: manageLinks.sequence })
    .from(manageLinks)
    .where(and(eq(manageLinks.practiceId, ctx.practiceId), eq(manageLinks.bookingId, booking.id)))
    .limit(1);
  if (!link) await renewLink(ctx, booking);
}

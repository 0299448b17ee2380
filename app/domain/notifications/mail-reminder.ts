import { and, eq } from "drizzle-orm";
import { reminders } from "#app/db/schema/notifications.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { isLateCancellation, lateFee, moveRefusal } from "#app/domain/bookings/rules.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { Changing } from "#app/emails/reminder.tsx";
import { reminder as written } from "#app/emails/reminder.tsx";
import type { World } from "#app/world.ts";
import { bookingLetter } from "./compose.ts";
import { supersede } from "./deliver.ts";
import { sendToClient } from "./mail-client.ts";
import { usefulUntil } from "./rules.ts";

type Reminder = typeof reminders.$inferSelect;

/** Remind a client of their session, unless it moved, was called off, or begins too soon for a reminder to help. */
export async function mailClientReminder(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const reminder = await find(ctx, subjectId);
  if (!reminder) return;
  const found = await findBooking(ctx, reminder.bookingId);
  if (!found || !isStillTrue(reminder, found, ctx.now())) return supersede(ctx, keyOf(reminder));
  const letter = await bookingLetter(ctx, found, { askedAt: reminder.queuedAt });
  await sendToClient(ctx, world, found, {
    key: keyOf(reminder),
    letter: "client_reminder",
    written: written(letter, changing(found, reminder.queuedAt.getTime())),
  });
}

function isStillTrue(reminder: Reminder, { booking, appointment }: WholeBooking, now: Date): boolean {
  const startsAt = appointment.startsAt.getTime();
  return (
    booking.status === "confirmed" &&
    booking.sequence === reminder.sequence &&
    startsAt === reminder.startsAt.getTime() &&
    now.getTime() < usefulUntil(startsAt, reminder.lead)
  );
}

/** What moving and cancelling meant when the reminder was asked for. */
function changing({ booking, appointment }: WholeBooking, now: number): Changing {
  const terms = { ...booking, startsAt: appointment.startsAt.getTime() };
  const amount = isLateCancellation(terms, now) ? lateFee(booking) : 0;
  return {
    isFree: !isLateCancellation(terms, now),
    fee: amount > 0 ? { amount, currency: booking.currency } : null,
    mayMove: moveRefusal(terms, now) === null,
  };
}

async function find(ctx: Ctx, id: string): Promise<Reminder | null> {
  const [found] = await ctx.db
    .select()
    .from(reminders)
    .where(and(eq(reminders.practiceId, ctx.practiceId), eq(reminders.id, id)));
  return found ?? null;
}

function keyOf({ bookingId, startsAt, lead }: Reminder): string {
  return `client:reminder:${bookingId}:${startsAt.getTime()}:${lead}`;
}

import { and, asc, eq } from "drizzle-orm";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { newestToken } from "#app/domain/bookings/link.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { bookingAccepted } from "#app/emails/booking-accepted.tsx";
import { cardDeclined } from "#app/emails/card-declined.tsx";
import { cardTooLate, therapistCardTooLate } from "#app/emails/card-too-late.tsx";
import { paidTooLate, therapistPaidTooLate } from "#app/emails/paid-too-late.tsx";
import type { World } from "#app/world.ts";
import { asItStood, bookingLetter, therapistLetter } from "./compose.ts";
import { supersede } from "./deliver.ts";
import { again, keyOf, send, sendToClient } from "./mail-client.ts";
import { sendToTherapist } from "./mail-therapist.ts";

/** Tell the client that their request was accepted, and what makes the time theirs by when. */
export async function mailClientAccepted(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "held");
  const { holdsUntil, heldFor } = found?.booking ?? {};
  if (!found || !holdsUntil || (heldFor !== "payment" && heldFor !== "card"))
    return supersede(ctx, keyOf("accepted", subject));
  const payUrl = `${ctx.appUrl}/book/pay/${await newestToken(ctx, found.booking.id)}`;
  const letter = await bookingLetter(ctx, found);
  const written = bookingAccepted(letter, { until: holdsUntil.getTime(), payUrl, by: heldFor });
  await send(ctx, world, found, "accepted", written);
}

/** Tell the client that their kept card could not be charged, and where to pay. */
export async function mailClientCardDeclined(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const [declined] = await ctx.db
    .select({ amount: payments.amount, currency: payments.currency, bookingId: paymentParts.bookingId })
    .from(payments)
    .innerJoin(paymentParts, eq(paymentParts.paymentId, payments.id))
    .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, subject.subjectId)))
    .orderBy(asc(paymentParts.bookingId))
    .limit(1);
  const found = declined && (await findBooking(ctx, declined.bookingId));
  if (!found) return;
  const letter = await bookingLetter(ctx, found);
  const written = cardDeclined(letter, { amount: declined, payUrl: `${ctx.appUrl}/client/payments` });
  await sendToClient(ctx, world, found, {
    key: keyOf("card_declined", subject),
    letter: "client_card_declined",
    written,
  });
}

/** Tell the client that what they paid for a time that was gone is on its way back. */
export async function mailClientPaidTooLate(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const late = await lateOf(ctx, subject);
  if (!late) return;
  const letter = await bookingLetter(ctx, late.found, { page: again(ctx, late.found) });
  await sendToClient(ctx, world, late.found, {
    key: keyOf("paid_too_late", subject),
    letter: "client_paid_too_late",
    written: paidTooLate(letter, { amount: late, again: again(ctx, late.found) }),
  });
}

/** Tell the therapist the same. */
export async function mailTherapistPaidTooLate(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const late = await lateOf(ctx, subject);
  if (!late) return;
  const written = therapistPaidTooLate(await therapistLetter(ctx, late.found), { amount: late });
  await sendToTherapist(ctx, world, late.found, "paid_too_late", written);
}

/** Tell the client that their card came when the time was gone: nothing is booked, charged or kept. */
export async function mailClientCardTooLate(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await findBooking(ctx, subject.subjectId);
  if (!found) return;
  const letter = await bookingLetter(ctx, found, { page: again(ctx, found) });
  const keepUrl = `${ctx.appUrl}/book/manage/${await newestToken(ctx, found.booking.id)}/card`;
  await sendToClient(ctx, world, found, {
    key: keyOf("card_too_late", subject),
    letter: "client_card_too_late",
    written: cardTooLate(letter, { keepUrl, again: again(ctx, found) }),
  });
}

/** Tell the therapist the same. */
export async function mailTherapistCardTooLate(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await findBooking(ctx, subject.subjectId);
  if (!found) return;
  const written = therapistCardTooLate(await therapistLetter(ctx, found));
  await sendToTherapist(ctx, world, found, "card_too_late", written);
}

type Late = { found: WholeBooking; amount: number; currency: string };

async function lateOf(ctx: Ctx, { subjectId, sequence }: Subject): Promise<Late | null> {
  const found = await findBooking(ctx, subjectId);
  const late = await ctx.db
    .select({ amount: refunds.amount, currency: refunds.currency })
    .from(refunds)
    .where(
      and(
        eq(refunds.practiceId, ctx.practiceId),
        eq(refunds.bookingId, subjectId),
        eq(refunds.reason, "paid_too_late"),
      ),
    )
    .orderBy(asc(refunds.askedAt), asc(refunds.id));
  const one = late[sequence];
  return found && one ? { found, ...one } : null;
}

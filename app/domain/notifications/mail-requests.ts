import { eventAt } from "#app/domain/audit/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { bookingExpired } from "#app/emails/booking-expired.tsx";
import { bookingRequested } from "#app/emails/booking-requested.tsx";
import { therapistRequested } from "#app/emails/therapist-requested.tsx";
import type { World } from "#app/world.ts";
import { asItStood, bookingLetter, therapistLetter } from "./compose.ts";
import { supersede } from "./deliver.ts";
import { again, keyOf as clientKey, send as sendToClient } from "./mail-client.ts";
import { sendToTherapist, keyOf as therapistKey } from "./mail-therapist.ts";

/** Tell the client that their request is with the therapist, until when the time is kept, and how to take it back. */
export async function mailClientRequested(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "requested");
  const until = found?.booking.holdsUntil;
  if (!until) return supersede(ctx, clientKey("requested", subject));
  const letter = await bookingLetter(ctx, found);
  await sendToClient(ctx, world, found, "requested", bookingRequested(letter, until.getTime()));
}

/** Tell the therapist that somebody asks for a time, and by when to answer. */
export async function mailTherapistRequested(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "requested");
  const until = found?.booking.holdsUntil;
  if (!until) return supersede(ctx, therapistKey("requested", subject));
  const letter = await therapistLetter(ctx, found, "requests");
  const written = therapistRequested(letter, until.getTime());
  await sendToTherapist(ctx, world, found, "requested", written, "requests");
}

/** Tell the client, with an apology, that nobody answered in time. A hold that ran out was never told of as theirs. */
export async function mailClientExpired(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "expired");
  if (!found || !(await wasRequest(ctx, subject))) return;
  const letter = await bookingLetter(ctx, found, { page: again(ctx, found) });
  await sendToClient(ctx, world, found, "expired", bookingExpired(letter));
}

/** Whether what ran out was a request, and not a hold. */
export async function wasRequest(ctx: Ctx, { subjectId: id, sequence }: Subject): Promise<boolean> {
  return (await eventAt(ctx, "booking.expired", { id, sequence }))?.detail.asked === true;
}

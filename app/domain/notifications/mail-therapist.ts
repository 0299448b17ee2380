import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { isToldTogether } from "#app/domain/bookings/together.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import type { Written } from "#app/emails/letter/booking.ts";
import { therapistBooked } from "#app/emails/therapist-booked.tsx";
import { therapistCancelled } from "#app/emails/therapist-cancelled.tsx";
import { therapistMoved } from "#app/emails/therapist-moved.tsx";
import type { World } from "#app/world.ts";
import { asItStood, enveloped, howBooked, lastMove, therapistLetter } from "./compose.ts";
import { deliver, supersede } from "./deliver.ts";
import type { Topic } from "./kinds.ts";
import { wasAsked } from "./mail-client.ts";
import { wants } from "./wants.ts";

/** Tell the therapist that somebody took a time. */
export async function mailTherapistBooked(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  if (await isToldTogether(ctx, "booking.confirmed", subject)) return;
  const found = await asItStood(ctx, subject, "confirmed");
  if (!found) return supersede(ctx, keyOf("booked", subject));
  const letter = await therapistLetter(ctx, found);
  await sendToTherapist(ctx, world, found, "booked", therapistBooked(letter, await howBooked(ctx, found)));
}

/** Tell the therapist that a client moved. */
export async function mailTherapistMoved(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  if (await isToldTogether(ctx, "booking.moved", subject)) return;
  const found = await asItStood(ctx, subject, "confirmed");
  if (!found) return supersede(ctx, keyOf("moved", subject));
  const { from, by } = await lastMove(ctx, found);
  await sendToTherapist(
    ctx,
    world,
    found,
    "moved",
    therapistMoved(await therapistLetter(ctx, found), from, by),
  );
}

/** Tell the therapist that a time is hers again. */
export async function mailTherapistCancelled(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  if (await isToldTogether(ctx, "booking.cancelled", subject)) return;
  const found = await asItStood(ctx, subject, "cancelled");
  if (!found) return supersede(ctx, keyOf("cancelled", subject));
  const by = found.booking.cancelledBy === "client" ? "client" : "practice";
  await sendToTherapist(
    ctx,
    world,
    found,
    "cancelled",
    therapistCancelled(await therapistLetter(ctx, found), {
      by,
      wasAsked: await wasAsked(ctx, found),
    }),
  );
}

/** Send the therapist of a booking a letter about it, unless she does without letters about its topic. */
export async function sendToTherapist(
  ctx: Ctx,
  world: World,
  { booking, practice, therapist }: WholeBooking,
  letter: string,
  written: Written,
  topic: Topic = "diary",
) {
  const { email: to, userId } = await accountOf(ctx, therapist.id);
  const key = keyOf(letter, { subjectId: booking.id, sequence: booking.sequence });
  if (!(await wants(ctx, userId, topic, "email"))) return supersede(ctx, key);
  await deliver(ctx, world, {
    key,
    letter: `therapist_${letter}`,
    subjectId: booking.id,
    write: () => enveloped(world, written, { to, practice }),
  });
}

/** What makes a letter to a therapist one: its kind, its booking and the state it tells of. */
export function keyOf(
  letter: string,
  { subjectId, sequence }: Pick<Subject, "subjectId" | "sequence">,
): string {
  return `therapist:${letter}:${subjectId}:${sequence}`;
}

import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { offerTold } from "#app/domain/waiting/offers.ts";
import { answersWithinDays, isDaytime } from "#app/domain/waiting/rules.ts";
import { tellLater } from "#app/domain/waiting/tell.ts";
import type { Written } from "#app/emails/letter/booking.ts";
import { waitAsked, waitLapsed } from "#app/emails/wait-asked.tsx";
import { waitJoined } from "#app/emails/wait-joined.tsx";
import { waitOffered } from "#app/emails/wait-offered.tsx";
import { DAY, MINUTE } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { enveloped } from "./compose.ts";
import { type WaitSheet, waitSheet } from "./compose-wait.ts";
import { deliver, mayHaveGone, supersede } from "./deliver.ts";

/** Tell somebody that they are on the list, with the link to their place. */
export async function mailWaitJoined(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const because = subject.sequence === 0 ? "wait.joined" : "wait.joined_again";
  const sheet = await standing(ctx, subject, "joined", because);
  if (sheet) await send(ctx, world, sheet, subject, "joined", waitJoined(sheet.letter));
}

/**
 * Tell somebody of a time that is kept for them, in their day: a letter whose time has passed on the way waits for the
 * next morning (domain, "Life of a booking").
 */
export async function mailWaitOffered(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const { subjectId: waitId, sequence } = subject;
  const offer = await offerTold(ctx, waitId, sequence);
  const sheet =
    offer?.status === "open" && offer.endsAt > ctx.now()
      ? await waitSheet(ctx, subject, "wait.offered")
      : null;
  const held = sheet && offer && (await findBooking(ctx, offer.bookingId));
  if (!sheet || !offer || !held) return supersede(ctx, keyOf("offered", subject));
  if (!isDaytime(sheet.wait.guestZone, ctx.now().getTime())) {
    // One written anew in the morning would be the second, if this one has arrived (decisions, 3).
    if (await mayHaveGone(ctx, keyOf("offered", subject)))
      throw new Error("The letter may have arrived: the mail service is asked again in their morning");
    await supersede(ctx, keyOf("offered", subject));
    return tellLater(ctx, { waitId, sequence });
  }
  const { pageUrl } = sheet.letter;
  const { startsAt, endsAt } = held.appointment;
  const written = waitOffered(sheet.letter, {
    startsAt: startsAt.getTime(),
    endsAt: offer.endsAt.getTime(),
    minutes: (endsAt.getTime() - startsAt.getTime()) / MINUTE,
    takeUrl: `${pageUrl}/offers/${offer.id}/taking`,
    passUrl: `${pageUrl}/offers/${offer.id}/passing`,
    leaveUrl: `${pageUrl}/leaving`,
  });
  await send(ctx, world, sheet, subject, "offered", written);
}

/** Ask somebody whether they are still looking. */
export async function mailWaitAsked(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const sheet = await standing(ctx, subject, "asked", "wait.asked");
  if (!sheet?.wait.askedAt) return;
  const { pageUrl } = sheet.letter;
  const answer = { stayUrl: `${pageUrl}/staying`, leaveUrl: `${pageUrl}/leaving` };
  const until = sheet.wait.askedAt.getTime() + answersWithinDays * DAY;
  await send(ctx, world, sheet, subject, "asked", waitAsked(sheet.letter, { ...answer, until }));
}

/** Tell somebody who did not answer that they are off the list, and how they come back. */
export async function mailWaitLapsed(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const sheet = await waitSheet(ctx, subject, "wait.lapsed");
  if (sheet?.wait.status !== "lapsed") return;
  await send(ctx, world, sheet, subject, "lapsed", waitLapsed(sheet.letter, sheet.againUrl));
}

async function standing(
  ctx: Ctx,
  subject: Subject,
  letter: string,
  because: "wait.joined" | "wait.joined_again" | "wait.asked",
): Promise<WaitSheet | null> {
  const sheet = await waitSheet(ctx, subject, because);
  if (sheet?.wait.status === "waiting") return sheet;
  await supersede(ctx, keyOf(letter, subject));
  return null;
}

function send(
  ctx: Ctx,
  world: World,
  { to, practice }: WaitSheet,
  subject: Subject,
  letter: string,
  written: Written,
): Promise<void> {
  return deliver(ctx, world, {
    key: keyOf(letter, subject),
    letter: `wait_${letter}`,
    subjectId: subject.subjectId,
    write: () => enveloped(world, written, { to, practice }),
  });
}

function keyOf(letter: string, { subjectId, sequence }: Pick<Subject, "subjectId" | "sequence">): string {
  return `wait:${letter}:${subjectId}:${sequence}`;
}

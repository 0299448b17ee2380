import { eventAt } from "#app/domain/audit/queries.ts";
import type { Detail } from "#app/domain/audit/record.ts";
import { linkToken, newestToken } from "#app/domain/bookings/link.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { safeContactAt } from "#app/domain/clients/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { EventName } from "#app/domain/reactions.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { findWait, type Wait, waitToken } from "#app/domain/waiting/link.ts";
import type { WaitLetter } from "#app/emails/letter/wait.ts";
import { erasedAddress } from "#app/values/erased.ts";
import { sheetFrom } from "./compose-care.ts";

/** A letter about a place in line, whom it goes to and in whose envelope. */
export type WaitSheet = {
  wait: Wait;
  letter: WaitLetter;
  to: string;
  practice: { name: string; email: string };
  /** Where they would begin again. */
  againUrl: string;
};

type WaitEvent = Extract<EventName, `wait.${string}`>;

/** What the letter that an event asked for is made of; null when it is gone, or whoever waits was erased or asked for no letters. */
export async function waitSheet(
  ctx: Ctx,
  { subjectId, sequence }: Subject,
  because: WaitEvent,
): Promise<WaitSheet | null> {
  const wait = await findWait(ctx, subjectId);
  const event = await eventAt(ctx, because, { id: subjectId, sequence });
  const therapist = wait && (await therapistById(ctx, wait.therapistId));
  if (!wait || !therapist || !event) return null;
  const to = wait.guestEmail;
  const safe = wait.clientId ? await safeContactAt(ctx, wait.clientId, to) : null;
  if (to === erasedAddress || (safe && !safe.mayEmail)) return null;
  const isDiscreet = safe?.isDiscreet ?? false;
  const sheet = await sheetFrom(ctx, { ...therapist, therapistId: therapist.id }, event.at);
  const { own, ...page } = sheet.letter;
  const had = await hadThen(ctx, wait, event.detail);
  return {
    wait,
    to,
    letter: {
      ...page,
      ...(own && !isDiscreet && { own }),
      person: { name: wait.guestName, isDiscreet },
      pageUrl: `${ctx.appUrl}/waitlist/${waitToken(ctx, wait)}`,
      zone: wait.guestZone,
      theirZone: therapist.zone,
      has: had?.at ?? null,
    },
    practice: isDiscreet ? { ...sheet.practice, name: "Appointments" } : sheet.practice,
    againUrl: had ? `${ctx.appUrl}/book/manage/${had.token}` : `${ctx.appUrl}/book/${therapist.slug}`,
  };
}

/** When that which would be moved began (ms) as the letter was asked for, and the token of its link; as it is now where an older event does not say. */
async function hadThen(
  ctx: Ctx,
  { bookingId }: Wait,
  { has, link }: Detail,
): Promise<{ at: number; token: string } | null> {
  const found = bookingId ? await findBooking(ctx, bookingId) : null;
  if (!found) return null;
  const { id } = found.booking;
  return {
    at: typeof has === "number" ? has : found.appointment.startsAt.getTime(),
    token:
      typeof link === "number" ? await linkToken(ctx, { id, sequence: link }) : await newestToken(ctx, id),
  };
}

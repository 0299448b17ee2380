import { bookingWords } from "#app/db/schema/bookings.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import { type Ctx, inTransaction, isClient, privately } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { linesBy } from "./lines.ts";
import { lockBooking } from "./lock-booking.ts";
import { findBooking, ownBooking, type WholeBooking } from "./queries.ts";
import { maySendLines } from "./rules.ts";
import { whoseHand } from "./whose-hand.ts";

export type LinesRefusal = "not_found" | "already_begun";

/**
 * Send the therapist a few lines before a session, or put others in their place; empty takes them back. Each person has
 * their own. They are sealed, and she is told that there are some. Refuses: not_found for a session that is not
 * theirs to write to; already_begun from its start on, and once it is off.
 */
export function sendLines(
  ctx: Ctx,
  { bookingId, text }: { bookingId: string; text: string },
): Promise<Result<void, LinesRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await writable(ctx, bookingId))) return refused("not_found");
    await lockBooking(ctx, bookingId);
    const whole = await writable(ctx, bookingId);
    if (!whole) return refused("not_found");
    const { booking, appointment } = whole;
    if (!maySendLines({ ...booking, startsAt: appointment.startsAt.getTime() }, ctx.now().getTime()))
      return refused("already_begun");
    const writer = await whoseHand(ctx, whole);
    await replace(ctx, booking, writer, text);
    if (!text) {
      await record(ctx, "lines.taken_back", { id: bookingId }, { writer });
      return done(undefined);
    }
    const sequence = await timesSoFar(ctx, bookingId, ["lines.sent"]);
    await record(ctx, "lines.sent", { id: bookingId, sequence }, { writer });
    return done(undefined);
  });
}

/** The session somebody may write to: one of their own, or that of the private link they came by; else null. */
export async function writable(ctx: Ctx, bookingId: string): Promise<WholeBooking | null> {
  if (isClient(ctx)) return ownBooking(ctx, bookingId, mayWrite);
  const isHolder = ctx.actor.kind === "holder" && ctx.actor.bookingId === bookingId;
  return isHolder ? findBooking(ctx, bookingId) : null;
}

type OfClient = Pick<WholeBooking["booking"], "id" | "clientId">;

async function replace(
  ctx: Ctx,
  { id: bookingId, clientId }: OfClient,
  writerId: string | null,
  text: string,
): Promise<void> {
  await privately(ctx, clientId, async (ctx) => {
    await ctx.db.delete(bookingWords).where(linesBy(ctx, bookingId, writerId));
    if (!text) return;
    const id = newId();
    const key = await keyOf(ctx, clientId);
    await ctx.db.insert(bookingWords).values({
      id,
      practiceId: ctx.practiceId,
      clientId,
      bookingId,
      kind: "before",
      writerId,
      sealed: ctx.vault.seal(key, { row: id, column: "booking_words.sealed" }, text),
      writtenAt: ctx.now(),
    });
  });
}

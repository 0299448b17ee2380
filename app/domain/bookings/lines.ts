import { and, asc, eq, sql } from "drizzle-orm";
import { bookingWords } from "#app/db/schema/bookings.ts";
import { users } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { type ClientCtx, type Ctx, privately, whetherThere } from "#app/domain/ctx.ts";
import type { WholeBooking } from "./queries.ts";
import { whoseHand } from "./whose-hand.ts";

/** How long the lines are that a client may send before a session, in letters. */
export const longestLines = 300;

/** Lines somebody sent before a session, and who they are; `name` is null for one nobody here knows. */
export type Lines = { name: string | null; text: string; writtenAt: Date };

/** Read what the people of a booking sent before it, and note that it was read. Empty when they sent nothing. */
export function readLines(ctx: Ctx, { id, clientId }: { id: string; clientId: string }): Promise<Lines[]> {
  return privately(ctx, clientId, async (ctx) => {
    const { sealed, writtenAt } = bookingWords;
    const found = await ctx.db
      .select({ id: bookingWords.id, sealed, writtenAt, name: users.name })
      .from(bookingWords)
      .leftJoin(users, eq(users.id, bookingWords.writerId))
      .where(linesOf(ctx, id))
      .orderBy(asc(writtenAt), asc(bookingWords.id));
    if (found.length === 0) return [];
    await record(ctx, "words.read", { id }, { kind: "before" });
    const open = await opener(ctx, clientId);
    return found.map((row) => ({ name: row.name, text: open(row), writtenAt: row.writtenAt }));
  });
}

/** The lines somebody who is signed in sent themselves, to look at and change; null when they sent none. */
export function ownLines(ctx: ClientCtx, { booking }: WholeBooking): Promise<string | null> {
  return privately(ctx, booking.clientId, async (ctx) => {
    const [found] = await ctx.db
      .select({ id: bookingWords.id, sealed: bookingWords.sealed })
      .from(bookingWords)
      .where(linesBy(ctx, booking.id, ctx.actor.userId));
    return found ? (await opener(ctx, booking.clientId))(found) : null;
  });
}

/** When whoever acts for a booking sent their lines; null when they sent none. That there are some is not private. */
export async function linesSentAt(ctx: Ctx, whole: WholeBooking): Promise<Date | null> {
  const { id, clientId } = whole.booking;
  const writerId = await whoseHand(ctx, whole);
  return privately(ctx, clientId, async (ctx) => {
    const [found] = await ctx.db
      .select({ writtenAt: bookingWords.writtenAt })
      .from(bookingWords)
      .where(linesBy(ctx, id, writerId));
    return found?.writtenAt ?? null;
  });
}

/** Whether anybody sent lines before a booking. */
export function hasLines(ctx: Ctx, { id, clientId }: { id: string; clientId: string }): Promise<boolean> {
  return whetherThere(ctx, clientId, async (ctx) => {
    const found = await ctx.db
      .select({ id: bookingWords.id })
      .from(bookingWords)
      .where(linesOf(ctx, id))
      .limit(1);
    return found.length > 0;
  });
}

/** The lines of one writer before a booking, as a condition. */
export function linesBy(ctx: Ctx, bookingId: string, writerId: string | null) {
  const isTheirs = sql`${bookingWords.writerId} is not distinct from ${writerId}::uuid`;
  return and(linesOf(ctx, bookingId), isTheirs);
}

function linesOf(ctx: Ctx, bookingId: string) {
  return and(
    eq(bookingWords.practiceId, ctx.practiceId),
    eq(bookingWords.bookingId, bookingId),
    eq(bookingWords.kind, "before"),
  );
}

async function opener(ctx: Ctx, clientId: string) {
  const key = await keyOf(ctx, clientId);
  return ({ id, sealed }: { id: string; sealed: Buffer }) =>
    ctx.vault.unseal(key, { row: id, column: "booking_words.sealed" }, sealed);
}

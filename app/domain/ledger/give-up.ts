import { and, eq, sql } from "drizzle-orm";
import { writeOffs } from "#app/db/schema/ledger.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { keepBooks } from "./keep.ts";

type GivenUp = { clientId: string; bookingId: string; amount: number };

/** Give up so much of what is owed for a booking, in the caller's transaction, and bring the books there; minor units. */
export async function giveUp(ctx: MemberCtx, { clientId, bookingId, amount }: GivenUp): Promise<void> {
  const row = { practiceId: ctx.practiceId, clientId, bookingId, writtenBy: ctx.actor.userId, at: ctx.now() };
  await ctx.db
    .insert(writeOffs)
    .values({ ...row, amount })
    .onConflictDoUpdate({
      target: writeOffs.bookingId,
      set: { amount: sql`${writeOffs.amount} + ${amount}`, writtenBy: row.writtenBy, at: row.at },
    });
  await keepBooks(ctx, bookingId);
}

/** Owe again what was given up for a booking. Gives how much that was; null when nothing was. */
export async function takeUpAgain(ctx: MemberCtx, bookingId: string): Promise<number | null> {
  const [known] = await ctx.db
    .delete(writeOffs)
    .where(and(eq(writeOffs.practiceId, ctx.practiceId), eq(writeOffs.bookingId, bookingId)))
    .returning({ amount: writeOffs.amount });
  if (!known) return null;
  await keepBooks(ctx, bookingId);
  return known.amount;
}

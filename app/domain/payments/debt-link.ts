import { and, eq } from "drizzle-orm";
import { debtLinks } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { findBooking, findInReach, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { type Ctx, type House, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { leastCharge } from "#app/domain/ledger/least.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { payableFor } from "#app/domain/ledger/rules.ts";
import { takesCards } from "#app/domain/practices/takes-cards.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf, isToken } from "#app/values/token.ts";

const purpose = "debt";

export type LinkRefusal = "not_here" | "nothing_owed" | "too_little" | "no_cards";

/**
 * Make the private link by which what is owed for one session can be paid without signing in. Made again it is the same
 * one. Refuses: not_here, nothing_owed, too_little below what a card can be charged, no_cards where the practice takes none.
 */
export function makeDebtLink(ctx: MemberCtx, bookingId: string): Promise<Result<string, LinkRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findInReach(ctx, "money.take", bookingId);
    if (!found || (await isInvented(ctx, found.booking.clientId))) return refused("not_here");
    const { refusal } = await openSum(ctx, found);
    if (refusal) return refused(refusal);
    return done(await debtUrl(ctx, bookingId));
  });
}

/** Where what is owed for a session is paid; the link is made where there is none yet. Call it in a transaction. */
export async function debtUrl(ctx: Ctx, bookingId: string): Promise<string> {
  const known = await debtUrlOf(ctx, bookingId);
  if (known) return known;
  const { token, ring } = ctx.vault.token(purpose, bookingId, 0);
  const { practiceId } = ctx;
  const made = await ctx.db
    .insert(debtLinks)
    .values({ hash: hashOf(token), practiceId, bookingId, sequence: 0, ring, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ sequence: debtLinks.sequence });
  if (made.length > 0) await record(ctx, "debt.link_made", { id: bookingId });
  return `${ctx.appUrl}/pay/${token}`;
}

/** The link that was made for a session; null where nobody made one. */
export async function debtUrlOf(ctx: Ctx, bookingId: string): Promise<string | null> {
  const [link] = await ctx.db
    .select({ ring: debtLinks.ring, sequence: debtLinks.sequence })
    .from(debtLinks)
    .where(and(eq(debtLinks.practiceId, ctx.practiceId), eq(debtLinks.bookingId, bookingId)));
  return link
    ? `${ctx.appUrl}/pay/${ctx.vault.token(purpose, bookingId, link.sequence, link.ring).token}`
    : null;
}

/** What a payment link opens: a session, asked about by whoever holds the link, who sees no more of it than the sum. */
export type DebtHeld = { ctx: Ctx; found: WholeBooking };

/** The session a payment link is for; null for a link that never was. */
export async function openDebtLink(house: House, token: string): Promise<DebtHeld | null> {
  if (!isToken(token)) return null;
  const [link] = await house.db
    .select()
    .from(debtLinks)
    .where(eq(debtLinks.hash, hashOf(token)));
  if (!link) return null;
  const { practiceId, bookingId } = link;
  const ctx: Ctx = { ...house, practiceId, actor: { kind: "holder", bookingId } };
  const found = await findBooking(ctx, bookingId);
  return found ? { ctx, found } : null;
}

/** What is open for a session, in minor units, and why it cannot be paid by card here, where it cannot. */
export async function openSum(
  ctx: Ctx,
  { booking }: WholeBooking,
): Promise<{ amount: number; refusal: Exclude<LinkRefusal, "not_here"> | null }> {
  const amount = payableFor(await moneyOf(ctx, booking));
  if (amount === 0) return { amount, refusal: "nothing_owed" };
  if (amount < leastCharge(booking.currency)) return { amount, refusal: "too_little" };
  return { amount, refusal: (await takesCards(ctx)) ? null : "no_cards" };
}

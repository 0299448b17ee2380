import { and, asc, eq, inArray } from "drizzle-orm";
import { paymentParts, payments } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking, ownBooking } from "#app/domain/bookings/queries.ts";
import { payMinutes } from "#app/domain/bookings/rules.ts";
import { payerAmong } from "#app/domain/clients/payer.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import { type Ctx, inTransaction, isClient } from "#app/domain/ctx.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { leastCharge } from "#app/domain/ledger/least.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { payableFor } from "#app/domain/ledger/rules.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { MINUTE } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { addressesOf, type Payment, settleAfter } from "./begin.ts";
import { openCheckout } from "./checkout.ts";
import { merchantOf } from "./merchant.ts";
import { settle } from "./settle.ts";

export type OwedRefusal = "not_here" | "nothing_due" | "too_little" | "away";

/**
 * The address where somebody pays for these sessions of their own at once, or for the one they hold a link to: what is owed,
 * or what lies ahead unpaid. Refuses: not_here for what is not theirs to pay, nothing_due, too_little below what a card can be charged, away while the
 * payment service does not answer.
 */
export async function payOwed(
  ctx: Ctx,
  world: World,
  { bookingIds }: { bookingIds: readonly string[] },
): Promise<Result<{ url: string }, OwedRefusal>> {
  if (!(await merchantOf(ctx, world))) return refused("not_here");
  for (const id of bookingIds) if (!(await mayPayFor(ctx, id))) return refused("not_here");
  if (!(await closeOthers(ctx, world, bookingIds))) return refused("away");
  const begun = await begin(ctx, bookingIds);
  if (!begun.ok) return begun;
  const opened = await openCheckout(ctx, world, begun.value);
  return opened.is === "open" ? done({ url: opened.url }) : refused("away");
}

/** Whether a session is theirs to pay who ask: one of their own, or the one their link names. */
async function mayPayFor(ctx: Ctx, bookingId: string): Promise<boolean> {
  if (isClient(ctx)) return (await ownBooking(ctx, bookingId, maySeeMoney)) !== null;
  return ctx.actor.kind === "holder" && ctx.actor.bookingId === bookingId;
}

/**
 * Close the pages on which one of these could still be paid a second time, and settle what was. False while the payment
 * service does not answer: then no other page is opened.
 */
async function closeOthers(ctx: Ctx, world: World, bookingIds: readonly string[]): Promise<boolean> {
  const merchant = await merchantOf(ctx, world);
  for (const { id, stripeSession } of await openFor(ctx, bookingIds)) {
    if (!stripeSession || !merchant) continue;
    const closed = await merchant.closeCheckout(stripeSession);
    if (closed.outcome === "away") return false;
    if (closed.outcome === "done") await settle(ctx, world, id);
  }
  return true;
}

async function openFor(ctx: Ctx, bookingIds: readonly string[]): Promise<Payment[]> {
  if (bookingIds.length === 0) return [];
  const rows = await ctx.db
    .selectDistinct({ payment: payments })
    .from(payments)
    .innerJoin(paymentParts, eq(paymentParts.paymentId, payments.id))
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        inArray(paymentParts.bookingId, [...bookingIds]),
        eq(payments.status, "open"),
        eq(payments.purpose, "owed"),
        eq(payments.isOffSession, false),
      ),
    )
    .orderBy(asc(payments.id));
  return rows.map(({ payment }) => payment);
}

type Part = { bookingId: string; clientId: string; currency: string; amount: number; isFee: boolean };

function begin(ctx: Ctx, bookingIds: readonly string[]): Promise<Result<Payment, OwedRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const parts: Part[] = [];
    for (const id of [...new Set(bookingIds)].sort()) {
      if (!(await mayPayFor(ctx, id))) return refused("not_here");
      await lockBooking(ctx, id);
      const found = await findBooking(ctx, id);
      if (!found || (await isInvented(ctx, found.booking.clientId))) return refused("not_here");
      const { clientId, currency, status } = found.booking;
      const amount = payableFor(await moneyOf(ctx, found.booking));
      const isFee = status === "no_show" || status === "cancelled";
      if (amount > 0) parts.push({ bookingId: id, clientId, currency, amount, isFee });
    }
    const [first] = parts;
    if (!first) return refused("nothing_due");
    const { clientId, currency } = first;
    // One page is one payment of one client in one currency.
    if (parts.some((part) => part.clientId !== clientId || part.currency !== currency))
      return refused("not_here");
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    if (amount < leastCharge(currency)) return refused("too_little");
    const { practiceId } = ctx;
    const id = newId();
    const at = ctx.now();
    const [payment] = await ctx.db
      .insert(payments)
      .values({
        ...{ id, practiceId, clientId, currency, amount },
        ...{ purpose: "owed", method: "stripe", status: "open" },
        payerId: isClient(ctx) ? await payerAmong(ctx, clientId) : null,
        expiresAt: new Date(at.getTime() + payMinutes * MINUTE),
        ...addressesOf(ctx, id),
        createdAt: at,
        changedAt: at,
      })
      .returning();
    if (!payment) throw new Error("An insert gave no row");
    await ctx.db.insert(paymentParts).values(
      parts.map(({ bookingId, amount, isFee }) => ({
        ...{ practiceId, paymentId: payment.id, bookingId, amount },
        kind: isFee ? ("late_fee" as const) : ("session" as const),
      })),
    );
    await record(ctx, "payment.begun", { id: payment.id, sequence: 0 }, {}, { settle_payment: settleAfter });
    return done(payment);
  });
}

import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clientBilling, paymentParts, payments } from "#app/db/schema/payments.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { CardConsent } from "#app/domain/clients/card-consent.ts";
import { consentInForce } from "#app/domain/clients/card-consent.ts";
import { type Ctx, type House, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { leastCharge } from "#app/domain/ledger/least.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { owedFor } from "#app/domain/ledger/rules.ts";
import { newId } from "#app/values/ids.ts";
import { addDays, dayOf, startOfDay } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { followMoneyBack } from "./give-what-is-due.ts";
import { merchantOf } from "./merchant.ts";
import { settle } from "./settle.ts";

/** What follows when somebody says how a session went, or decides a fee: what is over goes back, what is owed is charged. */
export async function followMark(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  await followMoneyBack(ctx, world, subject);
  await chargeAfter(ctx, world, subject);
}

/**
 * Charge the kept card of whoever pays after their sessions, once a person said that a session was attended or kept its
 * fee. What counts as attended by itself charges nobody (decisions, 18).
 */
async function chargeAfter(ctx: Ctx, world: World, { subjectId, sequence }: Subject): Promise<void> {
  const found = await findBooking(ctx, subjectId);
  if (found?.booking.chargeWhen !== "after_session" || !(await merchantOf(ctx, world))) return;
  const marked = await eventAt(ctx, "booking.attended", { id: subjectId, sequence });
  if (found.booking.status === "attended" && marked?.actor.startsWith("system:")) return;
  const paymentId = await begin(ctx, found.booking.clientId, [subjectId]);
  if (paymentId && (await settle(ctx, world, paymentId)) === "unknown")
    throw new Error("The payment service does not answer");
}

/** On the first of a practice's month, charge everybody who pays by the month what they owe of the months before. */
export async function chargeMonths(house: House, world: World): Promise<void> {
  const due = await house.db.execute<{
    practice_id: string;
    client_id: string;
    zone: string;
    ids: string[];
  }>(sql`
    select b.practice_id, b.client_id, p.zone, array_agg(b.id order by b.id) as ids
    from bookings b join practices p on p.id = b.practice_id
    where b.charge_when = 'monthly' and b.status in ('attended', 'no_show', 'cancelled')
      and exists (select 1 from client_billing c where c.client_id = b.client_id and c.stripe_card is not null)
      and (select coalesce(sum(e.amount), 0) from ledger_entries e where e.booking_id = b.id and e.account = 'receivable') > 0
    group by b.practice_id, b.client_id, p.zone`);
  await inTurn(due.rows, async ({ practice_id: practiceId, client_id: clientId, zone, ids }) => {
    const ctx = { ...house, practiceId };
    const today = dayOf(zone, house.now());
    if (!today.endsWith("-01") || !(await merchantOf(ctx, world))) return;
    const paymentId = await begin(ctx, clientId, await heldBefore(ctx, ids, startOfDay(zone, today)));
    if (paymentId) await settle(ctx, world, paymentId);
  });
}

async function heldBefore(ctx: Ctx, bookingIds: string[], before: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        inArray(bookings.id, bookingIds),
        sql`${appointments.startsAt} < ${new Date(before).toISOString()}::timestamptz`,
      ),
    );
  return rows.map(({ id }) => id);
}

type Owed = { bookingId: string; currency: string; owed: number; isFee: boolean };

/**
 * Write down a charge of what a client owes for these bookings, to be made by `settle`; null when nothing is owed, no card
 * may be charged, or it would be more than was agreed to. What was tried for a booking before is not tried again by itself.
 */
function begin(ctx: Ctx, clientId: string, bookingIds: string[]): Promise<string | null> {
  return inTransaction(ctx, async (ctx) => {
    const owed: Owed[] = [];
    for (const id of [...bookingIds].sort()) {
      await lockBooking(ctx, id);
      const found = await findBooking(ctx, id);
      if (!found || (await wasTried(ctx, id))) continue;
      const { currency, status } = found.booking;
      const amount = owedFor(await moneyOf(ctx, found.booking));
      if (amount > 0) owed.push({ bookingId: id, currency, owed: amount, isFee: status !== "attended" });
    }
    const [first] = owed;
    if (!first || (await isInvented(ctx, clientId))) return null;
    const amount = owed.reduce((sum, one) => sum + one.owed, 0);
    const consent = await consentInForce(ctx, clientId);
    if (!consent || amount < leastCharge(first.currency) || !(await mayCharge(ctx, consent, owed)))
      return null;
    return write(ctx, { clientId, consent, owed, amount, currency: first.currency });
  });
}

async function wasTried(ctx: Ctx, bookingId: string): Promise<boolean> {
  const [tried] = await ctx.db
    .select({ id: payments.id })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(
      and(
        eq(paymentParts.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, bookingId),
        eq(payments.isOffSession, true),
      ),
    );
  return tried !== undefined;
}

/** Whether the card may be charged: none of it above what was agreed to, and not while a bank asks money back. */
async function mayCharge(
  ctx: Ctx,
  { clientId, upTo, upToMonthly }: CardConsent,
  owed: Owed[],
): Promise<boolean> {
  const [billing] = await ctx.db
    .select()
    .from(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)))
    // Two sessions charged at once take turns: together they stay within the month's sum too.
    .for("no key update");
  if (!billing?.stripeCard || !billing.stripeCustomer || billing.cardsStoppedAt) return false;
  if (owed.some((one) => one.owed > upTo)) return false;
  const since = startOfDay("UTC", addDays(dayOf("UTC", ctx.now()), -30));
  const [charged] = await ctx.db
    .select({ sum: sql<number>`coalesce(sum(${payments.amount}), 0)::int` })
    .from(payments)
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        eq(payments.clientId, clientId),
        eq(payments.isOffSession, true),
        inArray(payments.status, ["open", "paid"]),
        gte(payments.createdAt, new Date(since)),
      ),
    );
  return (charged?.sum ?? 0) + owed.reduce((sum, one) => sum + one.owed, 0) <= upToMonthly;
}

type Charging = { clientId: string; consent: CardConsent; owed: Owed[]; amount: number; currency: string };

async function write(ctx: Ctx, { clientId, consent, owed, amount, currency }: Charging): Promise<string> {
  const { practiceId } = ctx;
  const paymentId = newId();
  const at = ctx.now();
  await ctx.db.insert(payments).values({
    ...{ id: paymentId, practiceId, clientId, amount, currency, consentId: consent.id },
    ...{ purpose: "owed", method: "stripe", status: "open", isOffSession: true },
    createdAt: at,
    changedAt: at,
  });
  await ctx.db.insert(paymentParts).values(
    owed.map(({ bookingId, owed: part, isFee }) => ({
      ...{ practiceId, paymentId, bookingId, amount: part },
      kind: isFee ? ("late_fee" as const) : ("session" as const),
    })),
  );
  await record(ctx, "payment.begun", { id: paymentId, sequence: 0 });
  return paymentId;
}

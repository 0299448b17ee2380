import { and, eq, isNull, sql } from "drizzle-orm";
import { clientBilling, disputes, payments } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { post } from "#app/domain/ledger/post.ts";
import type { Dispute, World } from "#app/world.ts";
import { merchantOf } from "./merchant.ts";

type Kept = typeof disputes.$inferSelect;

/**
 * Bring a dispute to where it stands at Stripe: the amount is set aside while it is open, comes back when it is won, and is
 * a loss when it is not; meanwhile no card of that client is charged. Asks Stripe, so it may be told of in any order.
 * Throws while Stripe does not answer.
 */
export async function followDispute(ctx: Ctx, world: World, stripeDispute: string): Promise<void> {
  const merchant = await merchantOf(ctx, world);
  if (!merchant) return;
  const told = await merchant.readDispute(stripeDispute);
  if (told.outcome === "away") throw new Error(`The payment service does not answer: ${told.why}`);
  if (told.outcome === "refused" || !told.value.intent) return;
  await takeIn(ctx, told.value);
}

/** Write down how a dispute stands at Stripe, as it was just told. Throws while its payment is not known. */
export function takeIn(ctx: Ctx, dispute: Dispute): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const [payment] = await ctx.db
      .select()
      .from(payments)
      .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.stripeIntent, dispute.intent ?? "")))
      .for("update");
    // Whatever else is sold through the same account is not ours to follow.
    if (!payment && !(await mayStillCome(ctx))) return;
    // Its payment may not have been settled yet; the sweep comes back to it.
    if (payment?.status !== "paid") throw new Error("A dispute is of a payment that is not known yet");
    const kept = await keep(ctx, dispute, payment);
    if (dispute.isTaken) await postAside(ctx, kept, dispute);
    if (dispute.status === "won" || dispute.status === "lost") await close(ctx, kept, dispute);
    else await change(ctx, kept, dispute);
  });
}

/** Whether a payment is on its way whose name at Stripe is not known yet. */
async function mayStillCome(ctx: Ctx): Promise<boolean> {
  const [open] = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        eq(payments.method, "stripe"),
        eq(payments.status, "open"),
        isNull(payments.stripeIntent),
      ),
    )
    .limit(1);
  return open !== undefined;
}

async function keep(ctx: Ctx, dispute: Dispute, payment: { id: string; clientId: string }): Promise<Kept> {
  const { practiceId } = ctx;
  const { clientId, id: paymentId } = payment;
  const [opened] = await ctx.db
    .insert(disputes)
    .values({
      ...{ practiceId, clientId, paymentId, stripeDispute: dispute.id, amount: dispute.amount },
      ...{ reason: dispute.reason, status: "open", dueBy: dispute.dueBy, openedAt: ctx.now() },
    })
    .onConflictDoNothing()
    .returning();
  if (!opened) {
    const [known] = await ctx.db.select().from(disputes).where(eq(disputes.stripeDispute, dispute.id));
    if (!known) throw new Error(`Dispute ${dispute.id} is gone`);
    return known;
  }
  const at = ctx.now();
  await ctx.db
    .insert(clientBilling)
    .values({ clientId, practiceId, cardsStoppedAt: at, changedAt: at })
    .onConflictDoUpdate({ target: clientBilling.clientId, set: { cardsStoppedAt: at, changedAt: at } });
  await record(ctx, "dispute.opened", { id: opened.id, sequence: 0 });
  return opened;
}

async function postAside(
  ctx: Ctx,
  { clientId, paymentId, amount }: Kept,
  { id, fee }: Dispute,
): Promise<void> {
  const about = { clientId, paymentId };
  await post(ctx, {
    key: `dispute:${id}`,
    kind: "dispute",
    lines: [
      { account: "disputed", amount, ...about },
      { account: "stripe_balance", amount: -amount, ...about },
    ],
  });
  if (fee > 0)
    await post(ctx, {
      key: `dispute:${id}:fee`,
      kind: "fee",
      lines: [
        { account: "stripe_fees", amount: fee, ...about },
        { account: "stripe_balance", amount: -fee, ...about },
      ],
    });
}

async function change(ctx: Ctx, { id }: Kept, { status, dueBy }: Dispute): Promise<void> {
  await ctx.db
    .update(disputes)
    .set({
      ...{ status, dueBy },
      ...(status === "sent" && {
        sentAt: sql`coalesce(${disputes.sentAt}, ${ctx.now().toISOString()}::timestamptz)`,
      }),
    })
    .where(and(eq(disputes.practiceId, ctx.practiceId), eq(disputes.id, id), isNull(disputes.closedAt)));
}

async function close(ctx: Ctx, kept: Kept, { status, isTaken }: Dispute): Promise<void> {
  const [closed] = await ctx.db
    .update(disputes)
    .set({ status, closedAt: ctx.now() })
    .where(and(eq(disputes.practiceId, ctx.practiceId), eq(disputes.id, kept.id), isNull(disputes.closedAt)))
    .returning();
  if (!closed) return;
  const { clientId, paymentId, amount, stripeDispute } = closed;
  const about = { clientId, paymentId };
  if (isTaken)
    await post(ctx, {
      key: `dispute:${stripeDispute}:${status}`,
      kind: "dispute",
      lines: [
        { account: status === "won" ? "stripe_balance" : "dispute_losses", amount, ...about },
        { account: "disputed", amount: -amount, ...about },
      ],
    });
  await record(ctx, "dispute.closed", { id: kept.id, sequence: 0 }, { status });
}

import { and, asc, eq, isNull, lt, or } from "drizzle-orm";
import { disputes, payments, refunds, stripeEvents } from "#app/db/schema/payments.ts";
import { practices } from "#app/db/schema/practices.ts";
import type { Ctx, House, Subject } from "#app/domain/ctx.ts";
import { isId, newId } from "#app/values/ids.ts";
import type { PaymentEvent, SignedMessage, World } from "#app/world.ts";
import { followDispute } from "./disputes.ts";
import { keysOf } from "./merchant.ts";
import { sendRefund } from "./refund.ts";
import { settle } from "./settle.ts";

/**
 * Keep what Stripe tells a practice, once for each of its ids, and have it worked at once. `unknown` when there is no such
 * practice or it takes no cards, `not_theirs` when it is not Stripe who speaks; then nothing is kept.
 */
export async function hearStripe(
  house: House,
  world: World,
  { slug, message }: { slug: string; message: SignedMessage },
): Promise<"heard" | "unknown" | "not_theirs"> {
  const [practice] = await house.db
    .select({ id: practices.id })
    .from(practices)
    .where(eq(practices.slug, slug));
  if (!practice || !world.payments) return "unknown";
  const ctx: Ctx = { ...house, practiceId: practice.id };
  const keys = await keysOf(ctx, world);
  if (!keys?.webhookSecret) return "unknown";
  const event = await world.payments.readEvent(keys.webhookSecret, message, house.now());
  if (!event) return "not_theirs";
  await keepEvents(ctx, [event]);
  return "heard";
}

/** How many events are kept by one statement, whose parameters Postgres counts in 16 bits. */
const atOnce = 1_000;

/** Keep events that are not known yet, and queue the work of each. Says how many were new. */
export async function keepEvents(ctx: Ctx, told: readonly PaymentEvent[]): Promise<number> {
  let kept = 0;
  for (let from = 0; from < told.length; from += atOnce)
    kept += await keepSome(ctx, told.slice(from, from + atOnce));
  return kept;
}

function keepSome(ctx: Ctx, told: readonly PaymentEvent[]): Promise<number> {
  const { practiceId } = ctx;
  return ctx.db.transaction(async (db) => {
    const kept = await db
      .insert(stripeEvents)
      .values(
        told.map(({ id: stripeId, type, objectId, belongsTo, happenedAt }) => ({
          ...{ id: newId(), practiceId, stripeId, type, objectId, belongsTo, happenedAt },
          heardAt: ctx.now(),
          // What means nothing here is kept and needs no work.
          doneAt: isFollowed(type) ? null : ctx.now(),
        })),
      )
      .onConflictDoNothing()
      .returning({ id: stripeEvents.id, doneAt: stripeEvents.doneAt });
    const work = kept
      .filter(({ doneAt }) => doneAt === null)
      .map(({ id: subjectId }) => ({ job: "follow_stripe_event", practiceId, subjectId, sequence: 0 }));
    if (work.length > 0) await ctx.enqueue(db, "money", work);
    return kept.length;
  });
}

const followed = ["checkout.session.", "payment_intent.", "charge.", "refund."];

function isFollowed(type: string): boolean {
  return followed.some((kind) => type.startsWith(kind));
}

/**
 * Do what an event asks for: what it is about is looked at as it stands now, so order and repetition never matter. Throws
 * while Stripe does not answer, so that it is tried again.
 */
export async function followStripeEvent(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const [event] = await ctx.db
    .select()
    .from(stripeEvents)
    .where(and(eq(stripeEvents.practiceId, ctx.practiceId), eq(stripeEvents.id, subjectId)));
  if (!event || event.doneAt) return;
  await follow(ctx, world, event);
  await ctx.db.update(stripeEvents).set({ doneAt: ctx.now() }).where(eq(stripeEvents.id, event.id));
}

type Heard = typeof stripeEvents.$inferSelect;

async function follow(ctx: Ctx, world: World, { type, objectId, belongsTo }: Heard): Promise<void> {
  if (type.startsWith("charge.dispute.")) {
    if (objectId) await followDispute(ctx, world, objectId);
    return;
  }
  if (type.startsWith("refund.") || type.startsWith("charge.refund")) {
    const refundId = await refundOf(ctx, { objectId, belongsTo });
    if (refundId)
      await sendRefund(ctx, world, { practiceId: ctx.practiceId, subjectId: refundId, sequence: 0 });
    return;
  }
  const paymentId = await paymentOf(ctx, { objectId, belongsTo });
  if (paymentId && (await settle(ctx, world, paymentId)) === "unknown")
    throw new Error("The payment service does not answer");
}

type About = { objectId: string | null; belongsTo: string | null };

/** The payment an event is about: by our own name for it, or by Stripe's for its page, intent or charge. */
async function paymentOf(ctx: Ctx, { objectId, belongsTo }: About): Promise<string | null> {
  const names = [objectId, belongsTo].filter((name) => name !== null);
  const [payment] = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        or(
          ...names.flatMap((name) => [
            ...(isId(name) ? [eq(payments.id, name)] : []),
            eq(payments.stripeSession, name),
            eq(payments.stripeIntent, name),
            eq(payments.stripeCharge, name),
          ]),
        ),
      ),
    )
    .limit(1);
  return names.length > 0 ? (payment?.id ?? null) : null;
}

async function refundOf(ctx: Ctx, { objectId, belongsTo }: About): Promise<string | null> {
  const isNamed = [
    ...(belongsTo && isId(belongsTo) ? [eq(refunds.id, belongsTo)] : []),
    ...(objectId ? [eq(refunds.stripeRefund, objectId)] : []),
  ];
  if (isNamed.length === 0) return null;
  const [refund] = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.practiceId, ctx.practiceId), or(...isNamed)))
    .limit(1);
  return refund?.id ?? null;
}

/** Events whose work got lost with its queue: older than `age` ms and still undone. */
export function undoneEvents(house: House, age: number): Promise<{ id: string; practiceId: string }[]> {
  return house.db
    .select({ id: stripeEvents.id, practiceId: stripeEvents.practiceId })
    .from(stripeEvents)
    .where(and(isNull(stripeEvents.doneAt), lt(stripeEvents.heardAt, new Date(house.now().getTime() - age))))
    .orderBy(asc(stripeEvents.heardAt))
    .limit(500);
}

/** The disputes that are not decided yet. */
export function openDisputes(house: House) {
  return house.db
    .select({ practiceId: disputes.practiceId, stripeDispute: disputes.stripeDispute })
    .from(disputes)
    .where(isNull(disputes.closedAt));
}

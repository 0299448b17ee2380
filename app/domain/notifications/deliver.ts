import { and, eq } from "drizzle-orm";
import { type DeliveryStatus, deliveries } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Carrier, Handed, Letter, World } from "#app/world.ts";
import { withheldFrom } from "./suppress.ts";

/** A letter to hand over once. `key` names it for ever; the letter is made of rows alone, so every try is the same letter. */
type Post = { key: string; letter: string; subjectId: string; write: () => Letter };

type Delivery = typeof deliveries.$inferSelect;

const patience = 23 * 3_600_000;

/**
 * Hand a letter over, once, whatever happens on the way (decisions, 3). SMTP stands in only while it is certain that
 * Resend does not have the letter. A lost answer is asked again of Resend under the same key, which Resend keeps for a
 * day; after 23 hours, or after a crash while handing to SMTP, the delivery is `unknown`, seen, and not sent again. An
 * address that turned letters away gets none until somebody lifts that.
 * Throws when the job should come back later.
 */
export async function deliver(ctx: Ctx, world: World, post: Post): Promise<void> {
  const { resend, smtp } = world.mail;
  if (!resend && !smtp) throw new Error("No mail carrier is set up");
  const letter = post.write();
  const delivery = await openDelivery(ctx, post, letter.to);
  if (delivery.status === "handing_over")
    return settle(ctx, delivery, "unknown", "The hand-over was cut short by a restart");
  if (delivery.status !== "waiting") return;
  if (isForgotten(delivery, ctx.now()))
    return settle(ctx, delivery, "unknown", delivery.why, { carrier: "resend" });
  if (delivery.attempts === 0) {
    const why = await withheldFrom(ctx, letter.to, post.letter);
    if (why) return settle(ctx, delivery, "withheld", why);
  }
  if (delivery.perhapsSince && !resend)
    throw new Error("Resend may have the letter, and it is not set up any more");

  await beginTry(ctx, delivery, { asksResend: resend !== undefined });
  if (resend) {
    const handed = await resend.hand(letter, post.key);
    if (handed.outcome === "sent")
      return settle(ctx, delivery, "sent", null, { carrier: "resend", carrierId: handed.id });
    if (handed.outcome === "perhaps" || delivery.perhapsSince)
      return waitForAnAnswer(ctx, delivery, handed.why);
    await changeWaiting(ctx, delivery, { perhapsSince: null });
    if (!smtp) return giveUpOrComeBack(ctx, delivery, handed);
  }
  if (smtp) await bySmtp(ctx, delivery, smtp, letter, post.key);
}

/** Lay aside a letter that still waits and was overtaken: a later one says how things stand now. */
export async function supersede(ctx: Ctx, key: string): Promise<void> {
  await ctx.db
    .update(deliveries)
    .set({ status: "superseded", settledAt: ctx.now() })
    .where(
      and(
        eq(deliveries.practiceId, ctx.practiceId),
        eq(deliveries.key, key),
        eq(deliveries.status, "waiting"),
      ),
    );
}

/** Whether Resend may have a letter, and has not said so yet: it is asked again under the same key, and not written anew. */
export async function mayHaveGone(ctx: Ctx, key: string): Promise<boolean> {
  const [delivery] = await ctx.db
    .select({ perhapsSince: deliveries.perhapsSince })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.practiceId, ctx.practiceId),
        eq(deliveries.key, key),
        eq(deliveries.status, "waiting"),
      ),
    );
  return delivery ? delivery.perhapsSince !== null : false;
}

/** Resend forgets a key after a day, and would send the letter again. */
function isForgotten({ perhapsSince }: Delivery, now: Date): boolean {
  return perhapsSince !== null && now.getTime() - perhapsSince.getTime() > patience;
}

async function bySmtp(
  ctx: Ctx,
  delivery: Delivery,
  smtp: Carrier,
  letter: Letter,
  key: string,
): Promise<void> {
  await changeWaiting(ctx, delivery, { status: "handing_over", carrier: "smtp" });
  const handed = await smtp.hand(letter, key);
  if (handed.outcome === "sent")
    return settle(ctx, delivery, "sent", null, { carrier: "smtp", carrierId: handed.id });
  if (handed.outcome === "perhaps") return settle(ctx, delivery, "unknown", handed.why, { carrier: "smtp" });
  await ctx.db
    .update(deliveries)
    .set({ status: "waiting", carrier: null })
    .where(eq(deliveries.id, delivery.id));
  return giveUpOrComeBack(ctx, delivery, handed);
}

async function waitForAnAnswer(ctx: Ctx, { id }: Delivery, why: string): Promise<never> {
  await ctx.db.update(deliveries).set({ why }).where(eq(deliveries.id, id));
  throw new Error(`The mail service gave no certain answer: ${why}`);
}

async function giveUpOrComeBack(
  ctx: Ctx,
  delivery: Delivery,
  { permanent, why }: Extract<Handed, { outcome: "not_sent" }>,
) {
  if (permanent) return settle(ctx, delivery, "failed", why);
  await ctx.db.update(deliveries).set({ why }).where(eq(deliveries.id, delivery.id));
  throw new Error(`The letter was not accepted yet: ${why}`);
}

async function openDelivery(
  ctx: Ctx,
  { key, letter, subjectId }: Post,
  recipient: string,
): Promise<Delivery> {
  const row = { practiceId: ctx.practiceId, key, letter, subjectId, recipient, createdAt: ctx.now() };
  await ctx.db.insert(deliveries).values(row).onConflictDoNothing();
  const [delivery] = await ctx.db.select().from(deliveries).where(eq(deliveries.key, key));
  if (!delivery) throw new Error("A delivery that was just written is not there");
  return delivery;
}

/**
 * Count the try before it is made. While Resend is being asked it may have the letter, so a crash in the middle leaves
 * `perhapsSince` standing, and nobody else is asked after it.
 */
async function beginTry(
  ctx: Ctx,
  delivery: Delivery,
  { asksResend }: { asksResend: boolean },
): Promise<void> {
  const now = ctx.now();
  const perhapsSince = asksResend ? (delivery.perhapsSince ?? now) : null;
  await changeWaiting(ctx, delivery, {
    attempts: delivery.attempts + 1,
    firstTriedAt: delivery.firstTriedAt ?? now,
    perhapsSince,
  });
  delivery.attempts += 1;
}

/** Change a delivery that waits, unless another worker has begun a try of it since we looked: then leave it to them. */
async function changeWaiting(ctx: Ctx, { id, attempts }: Delivery, change: Partial<Delivery>): Promise<void> {
  const isMine = and(
    eq(deliveries.id, id),
    eq(deliveries.status, "waiting"),
    eq(deliveries.attempts, attempts),
  );
  const changed = await ctx.db.update(deliveries).set(change).where(isMine).returning({ id: deliveries.id });
  if (changed.length === 0) throw new Error("Another worker is handing this letter over");
}

type Carried = { carrier?: "resend" | "smtp"; carrierId?: string };

async function settle(
  ctx: Ctx,
  delivery: Delivery,
  status: DeliveryStatus,
  why: string | null,
  carried: Carried = {},
): Promise<void> {
  await ctx.db
    .update(deliveries)
    .set({ status, why, ...carried, settledAt: ctx.now() })
    .where(eq(deliveries.id, delivery.id));
}

import { and, eq, isNull, lt, or } from "drizzle-orm";
import { disputes } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Dispute, Evidence, Told, World } from "#app/world.ts";
import { disputeWithin } from "./dispute-queries.ts";
import { takeIn } from "./disputes.ts";
import { merchantOf } from "./merchant.ts";

type Closed = "sent_already" | "decided";
export type AcceptRefusal = "not_here" | "away" | "not_taken" | Closed;
export type AnswerRefusal = AcceptRefusal | "too_late";

/** How long one sending may take before somebody else may try, ms: whoever began it was cut off. */
const patience = 60_000;

/**
 * Send what is known of a disputed payment to the bank: once, by a person. Refuses: not_here, too_late after its last day,
 * sent_already (or just being sent), decided, not_taken when Stripe does not want it so, and away while it does not answer:
 * then it can be tried again.
 */
export async function answerDispute(
  ctx: MemberCtx,
  world: World,
  { id, evidence }: { id: string; evidence: Evidence },
): Promise<Result<{ id: string }, AnswerRefusal>> {
  const found = await disputeWithin(ctx, "money.take", id);
  if (!found) return refused("not_here");
  const { status, dueBy, stripeDispute } = found.dispute;
  if (status !== "open") return refused(whyClosed(status));
  if (dueBy && dueBy <= ctx.now()) return refused("too_late");
  const merchant = await merchantOf(ctx, world);
  if (!merchant) return refused("away");
  const began = await begin(ctx, id);
  if (!began) return refused("sent_already");
  const told = await merchant.answerDispute(stripeDispute, evidence);
  const heard = await hear(ctx, told, "dispute.answered", { id, isAs: "sent" });
  if (!heard.ok) await leave(ctx, id, began);
  return heard;
}

/**
 * Let the bank have what it asks back: it counts as lost at once. Refuses: not_here, sent_already, decided, not_taken, and
 * away while Stripe does not answer.
 */
export async function letThemHaveIt(
  ctx: MemberCtx,
  world: World,
  id: string,
): Promise<Result<{ id: string }, AcceptRefusal>> {
  const found = await disputeWithin(ctx, "money.take", id);
  if (!found) return refused("not_here");
  const { status, stripeDispute } = found.dispute;
  if (status !== "open") return refused(whyClosed(status));
  const merchant = await merchantOf(ctx, world);
  if (!merchant) return refused("away");
  const told = await merchant.closeDispute(stripeDispute);
  return hear(ctx, told, "dispute.let_go", { id, isAs: "lost" });
}

function whyClosed(status: Dispute["status"]): Closed {
  return status === "sent" ? "sent_already" : "decided";
}

type Wanted = { id: string; isAs: Dispute["status"] };

/** Write down how a dispute stands after something was asked of Stripe; who asked it, where it came to that. */
async function hear(
  ctx: MemberCtx,
  told: Told<Dispute>,
  name: "dispute.answered" | "dispute.let_go",
  { id, isAs }: Wanted,
): Promise<Result<{ id: string }, "away" | "not_taken" | Closed>> {
  if (told.outcome === "away") return refused("away");
  if (told.outcome === "refused") return refused("not_taken");
  const { value: dispute } = told;
  return inTransaction(ctx, async (ctx) => {
    await takeIn(ctx, dispute);
    if (dispute.status !== isAs) return refused(whyClosed(dispute.status));
    await record(ctx, name, { id });
    return done({ id });
  });
}

/** Be the one who sends it: when, or null where somebody else is at it. */
async function begin(ctx: MemberCtx, id: string): Promise<Date | null> {
  const at = ctx.now();
  const mayTry = or(isNull(disputes.sentAt), lt(disputes.sentAt, new Date(at.getTime() - patience)));
  const [begun] = await ctx.db
    .update(disputes)
    .set({ sentAt: at })
    .where(
      and(eq(disputes.practiceId, ctx.practiceId), eq(disputes.id, id), eq(disputes.status, "open"), mayTry),
    )
    .returning({ at: disputes.sentAt });
  return begun?.at ?? null;
}

/** It came to nothing: anybody may try again. */
async function leave(ctx: MemberCtx, id: string, began: Date): Promise<void> {
  await ctx.db
    .update(disputes)
    .set({ sentAt: null })
    .where(
      and(
        eq(disputes.practiceId, ctx.practiceId),
        eq(disputes.id, id),
        eq(disputes.status, "open"),
        eq(disputes.sentAt, began),
      ),
    );
}

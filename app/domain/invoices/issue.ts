import { and, eq } from "drizzle-orm";
import { type PaperBody, type PaperSeries, papers } from "#app/db/schema/invoices.ts";
import { payments, type RefundTo, refunds } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { refundDecidedOn } from "#app/domain/payments/failed-refunds.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { dayOf } from "#app/values/zoned.ts";
import { composeBody } from "./compose.ts";
import { nextNumber } from "./number.ts";
import { takenBack, totalsOf } from "./rules.ts";
import { settingsOf } from "./settings.ts";

export type Paper = typeof papers.$inferSelect;
type Refund = typeof refunds.$inferSelect;

/**
 * Give the one paper of a payment, however often it is asked. Refuses not_paid: no such payment, not paid yet, or nothing
 * in it that was paid for.
 */
export function issuePaper(ctx: Ctx, paymentId: string): Promise<Result<Paper, "not_paid">> {
  return inTransaction(ctx, async (ctx) => {
    // Two who ask at once take turns here, before either takes a number.
    const [payment] = await ctx.db
      .select()
      .from(payments)
      .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, paymentId)))
      .for("no key update");
    if (payment?.status !== "paid") return refused("not_paid");
    const known = await paperOfPayment(ctx, paymentId);
    if (known) return done(known);

    const settings = await settingsOf(ctx);
    const body = await composeBody(ctx, payment, settings);
    if (body.lines.length === 0 || body.total === 0) return refused("not_paid");
    const { clientId, currency } = payment;
    return done(await write(ctx, settings.kind, { clientId, currency, paymentId, body }));
  });
}

/**
 * Give the one credit note of money that went back, for the paper of the payment it came from. Refuses not_returned: no
 * such refund, not on its way, or credit, which stays here.
 */
export function issueCreditNote(
  ctx: Ctx,
  refundId: string,
): Promise<Result<Paper, "not_returned" | "not_paid">> {
  return inTransaction(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select()
      .from(refunds)
      .where(and(eq(refunds.practiceId, ctx.practiceId), eq(refunds.id, refundId)));
    if (!found?.paymentId) return refused("not_returned");
    // The payment's paper comes first; its lock lets credit notes of one payment take turns.
    const issued = await issuePaper(ctx, found.paymentId);
    if (!issued.ok) return issued;
    const known = await noteOf(ctx, found);
    if (known) return done(known);
    const [refund] = await ctx.db.select().from(refunds).where(eq(refunds.id, refundId)).for("share");
    if (!refund || !isReturned(refund)) return refused("not_returned");

    const { clientId, currency, bookingId, amount, goesTo, changedAt } = refund;
    const original = issued.value;
    const line = original.body.lines.find((line) => line.bookingId === bookingId);
    if (!line) return refused("not_returned");
    const before = await takenBackOf(ctx, original.id, bookingId);
    const lines = [takenBack(line, { amount, before })];
    const method: Record<RefundTo, string> = { card: "stripe", by_hand: "by_hand", credit: "credit" };
    const paid = { amount: -amount, method: method[goesTo], at: changedAt.toISOString() };
    const body: PaperBody = { ...original.body, lines, ...totalsOf(lines), paid };
    const paymentId = original.paymentId;
    const about = { clientId, currency, paymentId, refundId, corrects: original.id, body };
    return done(await write(ctx, "credit_note", about));
  });
}

type About = Pick<Paper, "clientId" | "currency" | "paymentId" | "body"> &
  Partial<Pick<Paper, "refundId" | "corrects">>;

async function write(ctx: Ctx, series: PaperSeries, about: About): Promise<Paper> {
  const { practiceId } = ctx;
  const issuedAt = ctx.now();
  const year = Number(dayOf(about.body.zone, issuedAt).slice(0, 4));
  const number = await nextNumber(ctx, series, year);
  const [paper] = await ctx.db
    .insert(papers)
    .values({ practiceId, series, year, number, ...about, total: about.body.total, issuedAt })
    .returning();
  if (!paper) throw new Error("An insert gave no row");
  await record(ctx, "paper.issued", { id: paper.id, sequence: 0 }, { series });
  return paper;
}

async function paperOfPayment(ctx: Ctx, paymentId: string): Promise<Paper | undefined> {
  const found = await ctx.db
    .select()
    .from(papers)
    .where(and(eq(papers.practiceId, ctx.practiceId), eq(papers.paymentId, paymentId)));
  return found.find(({ refundId }) => refundId === null);
}

/** The credit note of a refund; that of the one before it, where that came back from the bank and this one is in its place. */
async function noteOf(ctx: Ctx, { id, key }: Pick<Refund, "id" | "key">): Promise<Paper | undefined> {
  const here = eq(papers.practiceId, ctx.practiceId);
  const [known] = await ctx.db
    .select()
    .from(papers)
    .where(and(here, eq(papers.refundId, id)));
  const before = known ? null : refundDecidedOn(key);
  if (!before) return known;
  const [failed] = await ctx.db
    .select({ id: refunds.id, key: refunds.key })
    .from(refunds)
    .where(and(eq(refunds.practiceId, ctx.practiceId), eq(refunds.id, before)));
  return failed && noteOf(ctx, failed);
}

/** How much of a line other credit notes have taken back. */
async function takenBackOf(ctx: Ctx, paperId: string, bookingId: string): Promise<number> {
  const notes = await ctx.db
    .select({ body: papers.body })
    .from(papers)
    .where(and(eq(papers.practiceId, ctx.practiceId), eq(papers.corrects, paperId)));
  const lines = notes.flatMap(({ body }) => body.lines.filter((line) => line.bookingId === bookingId));
  return -totalsOf(lines).total;
}

function isReturned({ status, goesTo }: Pick<Refund, "status" | "goesTo">): boolean {
  return (status === "succeeded" || status === "pending") && goesTo !== "credit";
}

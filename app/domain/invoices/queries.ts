import { and, asc, desc, eq, inArray, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type PaperLine, papers } from "#app/db/schema/invoices.ts";
import { paymentParts } from "#app/db/schema/payments.ts";
import { practices } from "#app/db/schema/practices.ts";
import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import type { ClientCtx, Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import type { Paper } from "./issue.ts";
import { nameOf } from "./rules.ts";

/** A paper with its name, the name of the paper it takes back, and the country whose size of page it is printed on. */
export type NamedPaper = Paper & { name: string; takesBack: string | null; country: string };

/** A client's papers, the newest first. Call it with a client that was found within reach. */
export function papersOf(ctx: Ctx, clientId: string): Promise<NamedPaper[]> {
  return find(ctx, eq(papers.clientId, clientId));
}

/** The papers of what was paid for a booking and of what went back of it, the newest first. */
export function papersAbout(ctx: Ctx, { id }: { id: string }): Promise<NamedPaper[]> {
  const paying = ctx.db
    .select({ id: paymentParts.paymentId })
    .from(paymentParts)
    .where(and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.bookingId, id)));
  return find(ctx, inArray(papers.paymentId, paying));
}

/** The papers of one payment, the newest first: its own, and the credit notes that took of it back. None before it is issued. */
export function papersOfPayment(ctx: Ctx, paymentId: string): Promise<NamedPaper[]> {
  return find(ctx, eq(papers.paymentId, paymentId));
}

/** Its own paper, without its credit notes; null before it is issued. */
export async function paperOf(ctx: Ctx, paymentId: string): Promise<NamedPaper | null> {
  const found = await papersOfPayment(ctx, paymentId);
  return found.find(({ refundId }) => refundId === null) ?? null;
}

/** One paper of the practice, or null. */
export async function paperById(ctx: Ctx, paperId: string): Promise<NamedPaper | null> {
  const [found] = await find(ctx, eq(papers.id, paperId));
  return found ?? null;
}

/** One paper in a member's reach for a deed; what is not theirs is not there. */
export async function paperInReach(ctx: MemberCtx, deed: Deed, paperId: string): Promise<NamedPaper | null> {
  if (!isId(paperId)) return null;
  const [found] = await find(ctx, and(eq(papers.id, paperId), withinClients(ctx, deed, papers)));
  return found ?? null;
}

/** One paper of a signed-in person's own; of a couple or family every adult in it may see what was paid. */
export async function ownPaper(ctx: ClientCtx, paperId: string): Promise<NamedPaper | null> {
  if (!isId(paperId)) return null;
  const clients = (await clientsOfUser(ctx, ctx.actor.userId)).filter(({ role }) => maySeeMoney(role));
  if (clients.length === 0) return null;
  const ids = clients.map(({ clientId }) => clientId);
  const [found] = await find(ctx, and(eq(papers.id, paperId), inArray(papers.clientId, ids)));
  return found ?? null;
}

/** The papers of a signed-in person's own, the newest first. */
export async function ownPapers(ctx: ClientCtx): Promise<NamedPaper[]> {
  const clients = (await clientsOfUser(ctx, ctx.actor.userId)).filter(({ role }) => maySeeMoney(role));
  if (clients.length === 0) return [];
  const ids = clients.map(({ clientId }) => clientId);
  return find(ctx, inArray(papers.clientId, ids));
}

export type StatementLine = PaperLine & { paper: string; paperId: string; issuedAt: Date };

/** All of a client's year; sums in minor units of one currency, what went back taken off. */
export type Statement = {
  year: number;
  currency: string;
  papers: NamedPaper[];
  lines: StatementLine[];
  total: number;
  tax: number;
};

/**
 * A client's papers of a year, line by line in the order they were issued, once for each currency. Call it with a client
 * that was found within reach.
 */
export async function statementOf(ctx: Ctx, clientId: string, year: number): Promise<Statement[]> {
  const found = (await find(ctx, and(eq(papers.clientId, clientId), eq(papers.year, year)))).toReversed();
  const byCurrency = Map.groupBy(found, ({ currency }) => currency);
  return [...byCurrency].map(([currency, issued]) => ({
    year,
    currency,
    papers: issued,
    lines: issued.flatMap((paper) =>
      paper.body.lines.map((line) => ({
        ...line,
        paper: paper.name,
        paperId: paper.id,
        issuedAt: paper.issuedAt,
      })),
    ),
    total: issued.reduce((sum, { body }) => sum + body.total, 0),
    tax: issued.reduce((sum, { body }) => sum + body.tax, 0),
  }));
}

async function find(ctx: Ctx, which: SQL | undefined): Promise<NamedPaper[]> {
  const corrected = alias(papers, "corrected");
  const rows = await ctx.db
    .select({
      paper: papers,
      country: practices.country,
      corrected: { series: corrected.series, year: corrected.year, number: corrected.number },
    })
    .from(papers)
    .innerJoin(practices, eq(practices.id, papers.practiceId))
    .leftJoin(corrected, and(eq(corrected.practiceId, papers.practiceId), eq(corrected.id, papers.corrects)))
    .where(and(eq(papers.practiceId, ctx.practiceId), which))
    .orderBy(desc(papers.issuedAt), desc(papers.year), asc(papers.series), desc(papers.number));
  return rows.map(({ paper, country, corrected }) => ({
    ...paper,
    name: nameOf(paper),
    takesBack: corrected && nameOf(corrected),
    country,
  }));
}

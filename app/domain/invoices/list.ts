import { and, asc, desc, gte, lt, type SQL, sql } from "drizzle-orm";
import { papers } from "#app/db/schema/invoices.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";
import { nameOf } from "./rules.ts";

/** A time from an instant until before another; either may be open. */
export type Span = { from: Date | null; until: Date | null };

type Wanted = Span & {
  /** Part of a number ("2026-0007", "7") or of a name on the paper; empty is everything. */
  words: string;
  /** The paper after which the list goes on. */
  before: string | null;
  count: number;
};

/** Papers within a member's reach, the newest first, and the id to go on from where there are more. */
export async function papersWithin(ctx: MemberCtx, { words, before, count, ...span }: Wanted) {
  const rows = await ctx.db
    .select()
    .from(papers)
    .where(
      and(
        withinClients(ctx, "money.see", papers),
        during(span),
        words ? matches(words.toLowerCase()) : undefined,
        before && isId(before)
          ? sql`(${papers.issuedAt}, ${papers.id}) < (select p.issued_at, p.id from papers p
              where p.practice_id = ${ctx.practiceId} and p.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(papers.issuedAt), desc(papers.id))
    .limit(count + 1);
  const found = rows.slice(0, count).map((paper) => ({ ...paper, name: nameOf(paper) }));
  return { papers: found, more: rows.length > count ? (found.at(-1)?.id ?? null) : null };
}

/** All papers of a time within a member's reach, in the order they were issued, for a file. */
export async function papersDuring(ctx: MemberCtx, span: Span) {
  const rows = await ctx.db
    .select()
    .from(papers)
    .where(and(withinClients(ctx, "money.see", papers), during(span)))
    .orderBy(asc(papers.issuedAt), asc(papers.series), asc(papers.number));
  const names = new Map(rows.map((paper) => [paper.id, nameOf(paper)]));
  return rows.map((paper) => ({
    ...paper,
    name: nameOf(paper),
    takesBack: paper.corrects && (names.get(paper.corrects) ?? null),
  }));
}

function during({ from, until }: Span): SQL | undefined {
  return and(from ? gte(papers.issuedAt, from) : undefined, until ? lt(papers.issuedAt, until) : undefined);
}

function matches(words: string): SQL {
  const number = sql`${papers.year} || '-' || lpad(${papers.number}::text, 4, '0')`;
  const names = sql`lower(concat_ws(' ', ${papers.body} #>> '{buyer,name}', ${papers.body} ->> 'onBehalfOf'))`;
  return sql`(strpos(${names}, ${words}) > 0 or strpos(${number}, ${words}) > 0 or ${papers.number}::text = ltrim(${words}, '0'))`;
}

import { sql } from "drizzle-orm";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { keepComparison, payoutLines } from "#app/domain/ledger/compare.ts";
import { post } from "#app/domain/ledger/post.ts";
import type { BalanceLine, World } from "#app/world.ts";
import { merchantOf } from "./merchant.ts";
import { merchants } from "./reconcile.ts";

const day = 86_400_000;
/** How far back the books are compared each night. */
const reach = 35 * day;
/** What moved within the last hour may still be under way on our side. */
const fresh = 3_600_000;

/**
 * Once a night: hold the books of every practice against Stripe's own account of its money, line by line, and write down
 * what does not agree. What Stripe paid out to the bank is taken into the books here; nobody else tells of it.
 */
export async function compareBooks(house: House, world: World): Promise<void> {
  await inTurn(await merchants(house), async (ctx) => {
    const merchant = await merchantOf(ctx, world);
    const told = await merchant?.balanceSince(new Date(ctx.now().getTime() - reach));
    if (told?.outcome === "away") throw new Error(`The payment service does not answer: ${told.why}`);
    if (told?.outcome === "done") await compare(ctx, told.value);
  });
}

async function compare(ctx: Ctx, lines: BalanceLine[]): Promise<void> {
  for (const line of lines)
    if (line.kind === "payout" || line.kind === "payout_failure") await takePayout(ctx, line);
  const theirs = bySource(ctx, lines);
  const ours = await ourSums(ctx, [...theirs.keys()]);
  const differing = [...theirs]
    .filter(([source, sum]) => (ours.get(source) ?? 0) !== sum)
    .map(([source]) => source);
  const sum = (sums: Iterable<number>) => [...sums].reduce((all, one) => all + one, 0);
  await keepComparison(ctx, { ours: sum(ours.values()), theirs: sum(theirs.values()), differing });
}

/** What Stripe's lines come to for each thing they are about, but for what is still moving. */
function bySource(ctx: Ctx, lines: readonly BalanceLine[]): Map<string, number> {
  const settled = ctx.now().getTime() - fresh;
  const groups = Map.groupBy(
    lines.filter(({ kind }) => !kind.startsWith("payout")),
    ({ source, id }) => source ?? id,
  );
  return new Map(
    [...groups].flatMap(([source, of]) =>
      of.some(({ at }) => at.getTime() > settled)
        ? []
        : [[source, of.reduce((sum, { amount, fee }) => sum + amount - fee, 0)] as const],
    ),
  );
}

/** What the books say Stripe holds by each charge, refund and dispute. */
async function ourSums(ctx: Ctx, sources: string[]): Promise<Map<string, number>> {
  if (sources.length === 0) return new Map();
  const { rows } = await ctx.db.execute<{ source: string; sum: number }>(sql`
    with moved as (
      select t.key, e.payment_id, e.amount, t.kind from ledger_entries e
      join ledger_transactions t on t.id = e.transaction_id
      where e.practice_id = ${ctx.practiceId} and e.account = 'stripe_balance'
    )
    select p.stripe_charge as source, sum(m.amount)::int as sum from payments p
      join moved m on m.payment_id = p.id and (m.kind = 'payment' or m.key = 'fee:' || p.stripe_charge)
      where p.practice_id = ${ctx.practiceId} and p.stripe_charge in ${sources} group by 1
    union all
    select r.stripe_refund, sum(m.amount)::int from refunds r
      join moved m on m.key in ('refund:' || r.id, 'refund:' || r.id || ':failed')
      where r.practice_id = ${ctx.practiceId} and r.stripe_refund in ${sources} group by 1
    union all
    select d.stripe_dispute, sum(m.amount)::int from disputes d
      join moved m on m.key = 'dispute:' || d.stripe_dispute or m.key like 'dispute:' || d.stripe_dispute || ':%'
      where d.practice_id = ${ctx.practiceId} and d.stripe_dispute in ${sources} group by 1`);
  return new Map(rows.map(({ source, sum }) => [source, sum]));
}

/** Money on its way to the practice's bank, or back from there. */
async function takePayout(ctx: Ctx, { id, amount }: BalanceLine): Promise<void> {
  await ctx.db.transaction(async (db) => {
    await post(
      { ...ctx, db, isInside: true },
      { key: `payout:${id}`, kind: "payout", lines: payoutLines(-amount) },
    );
  });
}

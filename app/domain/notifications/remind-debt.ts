import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { holdClient } from "#app/domain/clients/reach.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { leastCharge } from "#app/domain/ledger/least.ts";
import { debtUrl } from "#app/domain/payments/debt-link.ts";
import { mayRemind, owedBy, remindedAt } from "#app/domain/payments/debts.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { takesCards } from "#app/domain/practices/takes-cards.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { moneyReader } from "./money-reader.ts";

export type RemindRefusal = "not_here" | "nothing_owed" | "too_soon" | "no_letters";

/**
 * Write to whoever pays for a client that something is open: all of it, or what is owed to the therapist who asks. Refuses:
 * not_here, nothing_owed, too_soon within a week of the last, no_letters where nobody may be written to.
 */
export function remindOfDebt(ctx: MemberCtx, clientId: string): Promise<Result<undefined, RemindRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const client = await holdClient(ctx, "money.take", clientId);
    if (!client) return refused("not_here");
    const therapistId = reachOf(ctx.actor, "money.take") === "own" ? ctx.actor.therapistId : null;
    const { amount, currency, each } = await owedBy(ctx, { clientId, therapistId });
    if (amount === 0) return refused("nothing_owed");
    const last = (await remindedAt(ctx, [clientId])).get(clientId);
    if (!mayRemind(last, ctx.now())) return refused("too_soon");
    if (!(await moneyReader(ctx, { clientId }))) return refused("no_letters");
    const linked = await linkedDebts(ctx, each, currency);
    const sequence = await timesSoFar(ctx, clientId, ["debt.reminded"]);
    await record(
      ctx,
      "debt.reminded",
      { id: clientId, sequence },
      { amount, currency, therapist: therapistId, linked },
    );
    return done(undefined);
  });
}

/** A letter with more than so many links is read by nobody; the oldest debts wait for the next. */
const mostLinks = 6;

/** What can be paid by links of its own, which are made now: the letter is made of them however often it is tried. */
async function linkedDebts(
  ctx: MemberCtx,
  each: readonly { bookingId: string; amount: number }[],
  currency: string | null,
): Promise<string> {
  if (!currency || !(await takesCards(ctx))) return "";
  const payable = each.filter(({ amount }) => amount >= leastCharge(currency)).slice(0, mostLinks);
  for (const { bookingId } of payable) await debtUrl(ctx, bookingId);
  return payable.map(({ bookingId, amount }) => `${bookingId}:${amount}`).join(" ");
}

import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { holdClient } from "#app/domain/clients/reach.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { mayRemind, owedBy, remindedAt } from "#app/domain/payments/debts.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
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
    const { amount, currency } = await owedBy(ctx, { clientId, therapistId });
    if (amount === 0) return refused("nothing_owed");
    const last = (await remindedAt(ctx, [clientId])).get(clientId);
    if (!mayRemind(last, ctx.now())) return refused("too_soon");
    if (!(await moneyReader(ctx, { clientId }))) return refused("no_letters");
    const sequence = await timesSoFar(ctx, clientId, ["debt.reminded"]);
    await record(
      ctx,
      "debt.reminded",
      { id: clientId, sequence },
      { amount, currency, therapist: therapistId },
    );
    return done(undefined);
  });
}

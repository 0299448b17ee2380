import { and, eq, isNull } from "drizzle-orm";
import { erasureRequests } from "#app/db/schema/privacy.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { type ClientCtx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

/** A record somebody may ask to have erased, and the request that stands, if one does. */
export type Erasable = {
  clientId: string;
  name: string;
  /** Whether it is theirs alone. */
  isAlone: boolean;
  asked: { at: Date; isTheirs: boolean; keptAt: Date | null } | null;
};

/** The records here that somebody may ask to have erased: their own, and those they answer for. */
export async function erasableBy(ctx: ClientCtx): Promise<Erasable[]> {
  const theirs = (await clientsOfUser(ctx, ctx.actor.userId)).filter(({ role }) => mayAct(role));
  const found: Erasable[] = [];
  for (const { clientId, name, isAlone } of theirs) {
    const [asked] = await ctx.db.select().from(erasureRequests).where(standing(ctx, clientId));
    found.push({
      ...{ clientId, name, isAlone },
      asked: asked
        ? { at: asked.askedAt, isTheirs: asked.userId === ctx.actor.userId, keptAt: asked.keptAt }
        : null,
    });
  }
  return found;
}

/**
 * Ask the practice to erase a record. Asked again it changes nothing. Null when it is nobody's they may speak for; gives
 * whether it was asked now.
 */
export function askErasure(ctx: ClientCtx, clientId: string): Promise<boolean | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await erasableBy(ctx)).some((one) => one.clientId === clientId)) return null;
    const { practiceId, actor } = ctx;
    const [asked] = await ctx.db
      .insert(erasureRequests)
      .values({ id: newId(), practiceId, clientId, userId: actor.userId, askedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: erasureRequests.id });
    if (!asked) return false;
    const sequence = await timesSoFar(ctx, clientId, ["erasure.asked"]);
    await record(ctx, "erasure.asked", { id: clientId, sequence });
    return true;
  });
}

/** Take the request back, whoever in the client made it. Null when the record is nobody's they may speak for. */
export function withdrawErasure(ctx: ClientCtx, clientId: string): Promise<boolean | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await erasableBy(ctx)).some((one) => one.clientId === clientId)) return null;
    const [withdrawn] = await ctx.db
      .update(erasureRequests)
      .set({ withdrawnAt: ctx.now() })
      .where(standing(ctx, clientId))
      .returning({ id: erasureRequests.id });
    if (withdrawn) await record(ctx, "erasure.withdrawn", { id: clientId });
    return withdrawn !== undefined;
  });
}

function standing(ctx: ClientCtx, clientId: string) {
  return and(
    eq(erasureRequests.practiceId, ctx.practiceId),
    eq(erasureRequests.clientId, clientId),
    isNull(erasureRequests.withdrawnAt),
  );
}

import { and, eq, sql } from "drizzle-orm";
import { brokenGlass, glassReasons } from "#app/db/schema/clients/glass.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type MemberCtx, moving, privately } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { keyOf } from "./queries.ts";
import { clientWithin } from "./reach.ts";

const column = "glass_reasons.sealed";

type Of = { clientId: string; glassId: string };

/** Seal why the glass was broken, in the client's drawer. */
export async function sealReason(ctx: Ctx, { clientId, glassId }: Of, text: string): Promise<Buffer> {
  return ctx.vault.seal(await keyOf(ctx, clientId), { row: glassId, column }, text);
}

/**
 * Read why the glass was broken, and note that it was read: for whoever broke it, the client's therapists and the clinical
 * lead. Null for everybody else.
 */
export async function readReason(ctx: MemberCtx, { clientId, glassId }: Of): Promise<string | null> {
  if (!isId(glassId) || !(await clientWithin(ctx, "glass.see", clientId))) return null;
  return privately(ctx, clientId, async (ctx) => {
    const [found] = await ctx.db
      .select({ sealed: glassReasons.sealed })
      .from(glassReasons)
      .where(
        and(
          eq(glassReasons.practiceId, ctx.practiceId),
          eq(glassReasons.clientId, clientId),
          eq(glassReasons.glassId, glassId),
        ),
      );
    if (!found) return null;
    await record(ctx, "words.read", { id: glassId }, { kind: "glass" });
    return ctx.vault.unseal(await keyOf(ctx, clientId), { row: glassId, column }, found.sealed);
  });
}

/**
 * Carry over to another client, for a merge, that the glass was broken before one, and why. What is still open shuts: it was
 * broken for one record, not for two.
 */
export async function carryGlass(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  const { practiceId } = ctx;
  const reasons = await moving(ctx, from, async (ctx) => {
    const rows = await ctx.db
      .delete(glassReasons)
      .where(and(eq(glassReasons.practiceId, practiceId), eq(glassReasons.clientId, from)))
      .returning();
    if (rows.length === 0) return [];
    const key = await keyOf(ctx, from);
    return rows.map(({ glassId, sealed }) => ({
      glassId,
      text: ctx.vault.unseal(key, { row: glassId, column }, sealed),
    }));
  });
  await ctx.db
    .update(brokenGlass)
    .set({ clientId: to, until: sql`least(${brokenGlass.until}, ${ctx.now()}::timestamptz)` })
    .where(and(eq(brokenGlass.practiceId, practiceId), eq(brokenGlass.clientId, from)));
  await moving(ctx, to, async (ctx) => {
    for (const { glassId, text } of reasons) {
      const sealed = await sealReason(ctx, { clientId: to, glassId }, text);
      await ctx.db.insert(glassReasons).values({ glassId, practiceId, clientId: to, sealed });
    }
  });
}

/** Forget why the glass was broken before a client's record; that it was stays. Call it with the mover's hand. */
export async function forgetReasons(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .delete(glassReasons)
    .where(and(eq(glassReasons.practiceId, ctx.practiceId), eq(glassReasons.clientId, clientId)));
}

import { and, eq, inArray, lt, or } from "drizzle-orm";
import { importRows, imports } from "#app/db/schema/imports.ts";
import { record } from "#app/domain/audit/record.ts";
import { type House, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { importWithin } from "./queries.ts";
import { destroyed } from "./sealed-list.ts";

/**
 * Put a list aside before anything came of it: its words and their key go at once. Null when it is not theirs. Refuses:
 * gone, when it was confirmed or dropped meanwhile.
 */
export async function dropImport(
  ctx: MemberCtx,
  importId: string,
): Promise<Result<{ id: string }, "gone"> | null> {
  if (!(await importWithin(ctx, importId))) return null;
  return inTransaction(ctx, async (ctx) => {
    const [dropped] = await ctx.db
      .update(imports)
      .set({ status: "dropped", ...destroyed })
      .where(
        and(
          eq(imports.practiceId, ctx.practiceId),
          eq(imports.id, importId),
          inArray(imports.status, ["read", "ready"]),
        ),
      )
      .returning({ id: imports.id });
    if (!dropped) return refused("gone");
    await ctx.db
      .delete(importRows)
      .where(and(eq(importRows.practiceId, ctx.practiceId), eq(importRows.importId, importId)));
    await record(ctx, "import.dropped", dropped);
    return done(dropped);
  });
}

const kept = 24 * 3_600_000;

/** Drop what nobody confirmed within a day, and what could not be carried out within one: no list lies about for longer. */
export async function forgetLists(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - kept);
  const stale = or(
    and(inArray(imports.status, ["read", "ready"]), lt(imports.createdAt, before)),
    and(eq(imports.status, "running"), lt(imports.confirmedAt, before)),
  );
  const found = await house.db
    .select({ id: imports.id, practiceId: imports.practiceId })
    .from(imports)
    .where(stale);
  await inTurn(found, ({ id, practiceId }) =>
    inTransaction({ ...house, practiceId }, async (ctx) => {
      const [dropped] = await ctx.db
        .update(imports)
        .set({ status: "dropped", ...destroyed })
        .where(and(eq(imports.practiceId, practiceId), eq(imports.id, id), stale))
        .returning({ id: imports.id });
      if (!dropped) return;
      await ctx.db
        .delete(importRows)
        .where(and(eq(importRows.practiceId, practiceId), eq(importRows.importId, id)));
      await record(ctx, "import.dropped", { id });
    }),
  );
}

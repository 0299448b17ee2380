import { and, eq } from "drizzle-orm";
import { imports } from "#app/db/schema/imports.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { importWithin } from "./queries.ts";

/**
 * Say yes to a list as it was laid out: from here on it is carried out, once, whoever presses how often. Null when it is
 * not theirs. Refuses: gone, when it is under way or done already, or was dropped.
 */
export async function confirmImport(
  ctx: MemberCtx,
  importId: string,
): Promise<Result<{ rows: number }, "gone"> | null> {
  if (!(await importWithin(ctx, importId))) return null;
  const reach = reachOf(ctx.actor, "clients.import") === "practice" ? "practice" : "own";
  return inTransaction(ctx, async (ctx) => {
    const [confirmed] = await ctx.db
      .update(imports)
      .set({ status: "running", reach, confirmedAt: ctx.now() })
      .where(
        and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, importId), eq(imports.status, "ready")),
      )
      .returning({ rows: imports.rowCount });
    if (!confirmed) return refused("gone");
    await record(ctx, "import.confirmed", { id: importId, sequence: 0 });
    return done(confirmed);
  });
}

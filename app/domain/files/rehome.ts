import { and, eq } from "drizzle-orm";
import { files } from "#app/db/schema/files.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { openedFor, sealedFor, wrappingKey } from "./keys.ts";

/** Give one client's files to another, for a merge: their names and keys are sealed anew, their bytes stay where they lie. */
export function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  return moving(ctx, from, async (ctx) => {
    const own = and(eq(files.practiceId, ctx.practiceId), eq(files.clientId, from));
    const all = await ctx.db.select().from(files).where(own).for("update");
    if (all.length === 0) return;
    const [before, after] = [await wrappingKey(ctx, from), await wrappingKey(ctx, to)];
    for (const file of all)
      await ctx.db
        .update(files)
        .set({ clientId: to, ...sealedFor(ctx, after, file.id, openedFor(ctx, before, file)) })
        .where(and(eq(files.practiceId, ctx.practiceId), eq(files.id, file.id)));
  });
}

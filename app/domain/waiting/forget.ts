import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { endAs } from "./leave.ts";

/** Forget who waited: they leave the line, what was kept for them goes to the next, and the person leaves the rows. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const theirs = and(eq(waits.practiceId, ctx.practiceId), eq(waits.clientId, clientId));
    for (const wait of await ctx.db
      .select()
      .from(waits)
      .where(and(theirs, eq(waits.status, "waiting"))))
      await endAs(ctx, wait, { status: "left", by: "system" });
    await ctx.db
      .update(waits)
      .set({ guestName: "Erased", guestEmail: "erased@invalid", guestPhone: null, region: null, windows: [] })
      .where(theirs);
  });
}

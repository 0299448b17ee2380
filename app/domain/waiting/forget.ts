import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { erasedAddress, erasedName } from "#app/values/erased.ts";
import { hashOf, newToken } from "#app/values/token.ts";
import { endAs } from "./leave.ts";

const nobody = {
  guestName: erasedName,
  guestEmail: erasedAddress,
  guestPhone: null,
  region: null,
  windows: [],
};

/** Forget who waited: they leave the line, what was kept for them goes to the next, and the person leaves the rows. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const theirs = and(eq(waits.practiceId, ctx.practiceId), eq(waits.clientId, clientId));
    for (const wait of await ctx.db
      .select()
      .from(waits)
      .where(and(theirs, eq(waits.status, "waiting"))))
      await endAs(ctx, wait, { status: "left", by: "system" });
    for (const { id } of await ctx.db.select({ id: waits.id }).from(waits).where(theirs))
      await ctx.db
        .update(waits)
        .set({ ...nobody, linkHash: hashOf(newToken()) }) // Their link opens nothing any more.
        .where(and(theirs, eq(waits.id, id)));
  });
}

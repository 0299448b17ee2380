import { and, eq, isNull, or } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { waits } from "#app/db/schema/waiting.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { leave } from "./leave.ts";

/** Leave every line of this practice in which a signed-in person waits at their address; what is kept for them goes on. */
export async function leaveAll(ctx: ClientCtx): Promise<void> {
  const address = ctx.db.select({ email: users.email }).from(users).where(eq(users.id, ctx.actor.userId));
  const theirs = await ctx.db
    .select()
    .from(waits)
    .where(
      and(
        eq(waits.practiceId, ctx.practiceId),
        eq(waits.guestEmail, address),
        eq(waits.status, "waiting"),
        or(own(ctx, mayAct, waits), isNull(waits.clientId)),
      ),
    )
    .orderBy(waits.therapistId, waits.id);
  for (const wait of theirs) await leave(ctx, wait);
}

import { and, eq, gt } from "drizzle-orm";
import { events } from "#app/db/schema/audit.ts";
import { record } from "#app/domain/audit/record.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

const hour = 60 * 60_000;

/** Note that a member opened a client's record, once an hour at most. Call it with a client found within reach. */
export async function noteView(ctx: MemberCtx, clientId: string): Promise<void> {
  const [noted] = await ctx.db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.practiceId, ctx.practiceId),
        eq(events.subjectId, clientId),
        eq(events.name, "client.viewed"),
        eq(events.actor, `member:${ctx.actor.userId}`),
        gt(events.at, new Date(ctx.now().getTime() - hour)),
      ),
    )
    .limit(1);
  if (!noted) await record(ctx, "client.viewed", { id: clientId });
}

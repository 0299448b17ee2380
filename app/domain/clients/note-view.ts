import { and, eq, gt, sql } from "drizzle-orm";
import { events } from "#app/db/schema/audit.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";

const hour = 60 * 60_000;

/** Note that a member opened a client's record, once an hour at most. Call it with a client found within reach. */
export function noteView(ctx: MemberCtx, clientId: string): Promise<void> {
  return noteOnce(ctx, clientId, "client.viewed", {});
}

/** The same when they looked at it as somebody in it sees it; noted for each of them. */
export function noteSeenAs(ctx: MemberCtx, clientId: string, participant: string): Promise<void> {
  return noteOnce(ctx, clientId, "client.seen_as", { participant });
}

/** A page and the frame around it are asked for at the same moment: they take turns, so that one look is noted once. */
function noteOnce(
  ctx: MemberCtx,
  clientId: string,
  name: "client.viewed" | "client.seen_as",
  detail: Record<string, string>,
): Promise<void> {
  const actor = `member:${ctx.actor.userId}`;
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${name} ${clientId} ${actor}`}, 0))`,
    );
    const [noted] = await ctx.db
      .select({ id: events.id })
      .from(events)
      .where(
        and(
          eq(events.practiceId, ctx.practiceId),
          eq(events.subjectId, clientId),
          eq(events.name, name),
          eq(events.actor, actor),
          sql`${events.detail} = ${JSON.stringify(detail)}::jsonb`,
          gt(events.at, new Date(ctx.now().getTime() - hour)),
        ),
      )
      .limit(1);
    if (!noted) await record(ctx, name, { id: clientId }, detail);
  });
}

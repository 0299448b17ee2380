import { and, asc, eq, isNull } from "drizzle-orm";
import { clients } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import { erasureRequests } from "#app/db/schema/privacy.ts";
import { record } from "#app/domain/audit/record.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";

/** The requests to be erased that stand in a member's reach, the oldest first; `keptAt`: the practice answered that it has to keep it. */
export function requestsWithin(ctx: MemberCtx) {
  return ctx.db
    .select({
      clientId: erasureRequests.clientId,
      clientName: clients.name,
      askedBy: users.name,
      askedAt: erasureRequests.askedAt,
      keptAt: erasureRequests.keptAt,
    })
    .from(erasureRequests)
    .innerJoin(clients, eq(clients.id, erasureRequests.clientId))
    .innerJoin(users, eq(users.id, erasureRequests.userId))
    .where(and(withinClients(ctx, "erasures.see", erasureRequests), isNull(erasureRequests.withdrawnAt)))
    .orderBy(asc(erasureRequests.askedAt), asc(erasureRequests.id));
}

/** Those that nobody has answered yet, for whoever may. */
export async function unansweredRequests(ctx: MemberCtx) {
  return (await requestsWithin(ctx)).filter(({ keptAt }) => keptAt === null);
}

/**
 * Answer a request: the record is kept for as long as it has to be, and whoever asked reads until when. Null when there is
 * none to answer.
 */
export function keepForNow(ctx: MemberCtx, clientId: string): Promise<true | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await clientWithin(ctx, "client.erase", clientId))) return null;
    const [kept] = await ctx.db
      .update(erasureRequests)
      .set({ keptAt: ctx.now() })
      .where(
        and(
          eq(erasureRequests.practiceId, ctx.practiceId),
          eq(erasureRequests.clientId, clientId),
          isNull(erasureRequests.withdrawnAt),
          isNull(erasureRequests.keptAt),
        ),
      )
      .returning({ id: erasureRequests.id });
    if (!kept) return null;
    await record(ctx, "erasure.kept", { id: clientId });
    return true;
  });
}

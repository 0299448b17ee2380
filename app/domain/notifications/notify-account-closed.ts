import { and, eq, ne } from "drizzle-orm";
import { careRelationships, participants } from "#app/db/schema/clients.ts";
import { notifications } from "#app/db/schema/notifications.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import type { World } from "#app/world.ts";

/** Tell the therapists of somebody who closed their account, inside the house, once for each client they are part of. */
export async function notifyAccountClosed(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const known = await ctx.db
    .selectDistinct({ clientId: careRelationships.clientId, therapistId: careRelationships.therapistId })
    .from(careRelationships)
    .innerJoin(participants, eq(participants.clientId, careRelationships.clientId))
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(participants.userId, subjectId),
        ne(careRelationships.stage, "ended"),
      ),
    );
  for (const { clientId, therapistId } of known) {
    const { userId } = await accountOf(ctx, therapistId);
    await ctx.db
      .insert(notifications)
      .values({
        practiceId: ctx.practiceId,
        userId,
        kind: "account.closed",
        subjectId: clientId,
        createdAt: ctx.now(),
      })
      .onConflictDoNothing();
  }
}

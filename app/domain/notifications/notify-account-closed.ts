import { and, eq, ne } from "drizzle-orm";
import { careRelationships, participants } from "#app/db/schema/clients.ts";
import { happeningsOf } from "#app/domain/audit/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { notify, therapistToTell } from "./notify.ts";

/**
 * Tell the therapists of somebody who closed their account, inside the house, once for each client they are part of, and
 * again when they or somebody else in that client closes one later.
 */
export async function notifyAccountClosed(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const { subjectId } = subject;
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
    const sequence = await placeAmong(ctx, clientId, subject);
    const told = await therapistToTell(ctx, therapistId);
    await notify(ctx, "account.closed", { subjectId: clientId, sequence }, told);
  }
}

/** Which closing of an account among a client's people this one is, from 0. */
async function placeAmong(ctx: Ctx, clientId: string, { subjectId, sequence }: Subject): Promise<number> {
  const people = await ctx.db
    .select({ userId: participants.userId })
    .from(participants)
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, clientId)));
  const ids = people.flatMap(({ userId }) => userId ?? []);
  const closings = await happeningsOf(ctx, ids, ["account.closed"]);
  return closings.findIndex((one) => one.subjectId === subjectId && one.detail.sequence === sequence);
}

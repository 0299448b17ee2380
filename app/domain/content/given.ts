import { and, eq, inArray, isNull, lte } from "drizzle-orm";
import { careRelationships, type ParticipantRole, participants } from "#app/db/schema/clients.ts";
import { contentItems, contentShares } from "#app/db/schema/content.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";

const roles: ParticipantRole[] = ["self", "partner", "child"];

/** A giving that stands and whose day has come, with the therapist who gave it; null when it was taken back, or care ended meanwhile. */
export async function standingGift(ctx: Ctx, shareId: string) {
  const [found] = await ctx.db
    .select({
      clientId: contentShares.clientId,
      therapistId: contentItems.therapistId,
      givenAt: contentShares.givenAt,
    })
    .from(contentShares)
    .innerJoin(contentItems, eq(contentItems.id, contentShares.itemId))
    .innerJoin(
      careRelationships,
      and(
        eq(careRelationships.clientId, contentShares.clientId),
        eq(careRelationships.therapistId, contentItems.therapistId),
        inArray(careRelationships.stage, ["intake", "ongoing"]),
      ),
    )
    .where(
      and(
        eq(contentShares.practiceId, ctx.practiceId),
        eq(contentShares.id, shareId),
        isNull(contentShares.takenBackAt),
        lte(contentShares.from, ctx.now()),
      ),
    );
  return found ?? null;
}

/** The people in a client whom content is for, who can sign in. */
export async function peopleItIsFor(ctx: Ctx, clientId: string): Promise<{ id: string; userId: string }[]> {
  const rows = await ctx.db
    .select({ id: participants.id, userId: participants.userId })
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        inArray(participants.role, roles.filter(mayWrite)),
      ),
    );
  return rows.flatMap(({ id, userId }) => (userId ? [{ id, userId }] : []));
}

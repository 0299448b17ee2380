import { and, eq } from "drizzle-orm";
import { careRelationships } from "#app/db/schema/clients.ts";
import type { Ctx } from "#app/domain/ctx.ts";

type Pair = { clientId: string; therapistId: string };

/** How a client and a therapist stand with each other; null before they met. */
export async function relationshipOf(ctx: Ctx, { clientId, therapistId }: Pair) {
  const [relationship] = await ctx.db
    .select()
    .from(careRelationships)
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, clientId),
        eq(careRelationships.therapistId, therapistId),
      ),
    );
  return relationship ?? null;
}

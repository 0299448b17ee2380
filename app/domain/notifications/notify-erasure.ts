import { and, arrayOverlaps, eq, isNull, or } from "drizzle-orm";
import { members } from "#app/db/schema/practices.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { notify } from "./notify.ts";

/** Tell whoever answers for records (owner, manager, clinical lead), inside the house, that somebody asked to be erased. */
export async function notifyErasureAsked(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const people = await ctx.db
    .selectDistinct({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.practiceId, ctx.practiceId),
        isNull(members.endedAt),
        or(arrayOverlaps(members.roles, ["owner", "manager"]), members.clinicalLead),
      ),
    );
  const told = people.map(({ userId }) => ({ userId, side: "practice" as const, email: null }));
  await notify(ctx, "erasure.asked", subject, told);
}

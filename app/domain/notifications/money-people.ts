import { and, arrayOverlaps, eq, inArray, isNull, or } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Who hears of trouble with money: the owner, whoever keeps the books, and the therapists whose sessions it is about. */
export async function moneyPeople(ctx: Ctx, therapistIds: readonly string[]) {
  const isTheirs = inArray(
    members.id,
    ctx.db
      .select({ id: therapists.memberId })
      .from(therapists)
      .where(and(eq(therapists.practiceId, ctx.practiceId), inArray(therapists.id, [...therapistIds]))),
  );
  return ctx.db
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.practiceId, ctx.practiceId),
        isNull(members.endedAt),
        or(arrayOverlaps(members.roles, ["owner", "biller"]), isTheirs),
      ),
    )
    .orderBy(users.id);
}

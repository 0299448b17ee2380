import { and, eq, isNull } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { members, practices, type Role } from "#app/db/schema/practices.ts";
import type { House } from "#app/domain/ctx.ts";

/** A place somebody could sign in to. */
export type Place = {
  practiceId: string;
  memberId: string | null;
  practice: string;
  roles: readonly Role[];
};

/** Every place somebody has: the practices they work in, then those they are a client of. */
export async function placesOf(house: House, userId: string): Promise<Place[]> {
  const working = await house.db
    .select({
      practiceId: members.practiceId,
      memberId: members.id,
      practice: practices.name,
      roles: members.roles,
    })
    .from(members)
    .innerJoin(practices, eq(practices.id, members.practiceId))
    .where(and(eq(members.userId, userId), isNull(members.endedAt)))
    .orderBy(practices.name);
  const cared = await house.db
    .selectDistinct({ practiceId: participants.practiceId, practice: practices.name })
    .from(participants)
    .innerJoin(practices, eq(practices.id, participants.practiceId))
    .where(eq(participants.userId, userId))
    .orderBy(practices.name);
  return [...working, ...cared.map((place) => ({ ...place, memberId: null, roles: [] }))];
}

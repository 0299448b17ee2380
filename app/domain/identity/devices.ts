import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { sessions } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { isAlive } from "./rules.ts";

/** Somewhere somebody is signed in. */
export type Device = { id: string; device: string; signedInAt: Date; lastSeenAt: Date };

/** Everywhere somebody is signed in now, the last seen first. */
export async function listSessions(house: House, userId: string): Promise<Device[]> {
  const now = house.now();
  const held = await house.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.endsAt, now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
  return held
    .filter((session) => isAlive(session, now.getTime()))
    .map(({ id, device, signedInAt, lastSeenAt }) => ({ id, device, signedInAt, lastSeenAt }));
}

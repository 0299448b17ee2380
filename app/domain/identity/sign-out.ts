import { inArray } from "drizzle-orm";
import { sessions } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import type { House } from "#app/domain/ctx.ts";
import { listSessions } from "./devices.ts";
import { endAllSessions, endSession, type SignedIn } from "./session.ts";

/** Sign somebody out of one of their sessions, and write it down where it stood. Says whether it was theirs and held. */
export function signOut(
  house: House,
  { userId, sessionId }: Pick<SignedIn, "userId" | "sessionId">,
): Promise<boolean> {
  return house.db.transaction(async (db) => {
    const isEnded = await endSession({ ...house, db }, { userId, sessionId });
    if (isEnded) await noteEnds({ ...house, db }, userId, [sessionId]);
    return isEnded;
  });
}

/** The same everywhere at once, but for the session `except` if one is named. */
export function signOutEverywhere(house: House, userId: string, except?: string): Promise<void> {
  return house.db.transaction(async (db) => {
    const held = (await listSessions({ ...house, db }, userId)).filter(({ id }) => id !== except);
    await endAllSessions({ ...house, db }, userId, except);
    await noteEnds(
      { ...house, db },
      userId,
      held.map(({ id }) => id),
    );
  });
}

/** A session whose place was still to be chosen is no practice's to know of. */
async function noteEnds(house: House, userId: string, sessionIds: string[]): Promise<void> {
  const ended = await house.db
    .select({ id: sessions.id, practiceId: sessions.practiceId })
    .from(sessions)
    .where(inArray(sessions.id, sessionIds));
  for (const { id, practiceId } of ended)
    if (practiceId) await record({ ...house, practiceId }, "session.ended", { id }, { userId });
}

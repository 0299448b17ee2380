import { and, eq, isNull } from "drizzle-orm";
import { passkeys, recoveryCodes, totpSecrets, users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { record } from "#app/domain/audit/record.ts";
import type { House } from "#app/domain/ctx.ts";
import { endAllSessions } from "./session.ts";

/**
 * Forget every second step of somebody who lost them all (app, passkeys, recovery codes) and sign them out everywhere:
 * the next mailed link begins a new one. Written down in each practice they ever worked in. Gives whether there was
 * anything to forget; null when nobody has the address, or closed their account.
 */
export function resetSecondFactor(house: House, email: string): Promise<boolean | null> {
  return house.db.transaction(async (db) => {
    const [person] = await db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, email), isNull(users.closedAt)))
      .for("no key update");
    if (!person) return null;
    const forgotten = [
      await db.delete(totpSecrets).where(eq(totpSecrets.userId, person.id)).returning(),
      await db.delete(passkeys).where(eq(passkeys.userId, person.id)).returning(),
      await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, person.id)).returning(),
    ];
    if (!forgotten.some((rows) => rows.length > 0)) return false;
    await endAllSessions({ ...house, db }, person.id);
    const worksIn = await db
      .select({ practiceId: members.practiceId })
      .from(members)
      .where(eq(members.userId, person.id));
    for (const { practiceId } of worksIn)
      await record({ ...house, db, practiceId }, "second_factor.reset", person);
    return true;
  });
}

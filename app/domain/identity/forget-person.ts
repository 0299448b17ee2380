import { and, eq, inArray, isNull } from "drizzle-orm";
import { emailChanges, sessions, signInLinks, users } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { erasedName } from "#app/values/erased.ts";

/**
 * Forget who an account was: nobody signs in with it any more, and neither name nor address is left of it. The row stays,
 * for ids that lead to it. For somebody who has no place anywhere any more.
 */
export async function forgetPerson(house: House, userId: string): Promise<void> {
  const [known] = await house.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (!known) return;
  const changes = await house.db
    .delete(emailChanges)
    .where(eq(emailChanges.userId, userId))
    .returning({ email: emailChanges.newEmail });
  const addresses = [known.email, ...changes.map(({ email }) => email)];
  await house.db.delete(signInLinks).where(inArray(signInLinks.email, addresses));
  await house.db.delete(sessions).where(eq(sessions.userId, userId));
  await house.db
    .update(users)
    .set({ email: `erased-${userId}@invalid`, name: erasedName, zone: null, closedAt: house.now() })
    .where(eq(users.id, userId));
}

/** End where somebody is signed in as a client of a practice they are none of any more; elsewhere they stay signed in. */
export async function leaveAsClient(
  house: House,
  { userId, practiceId }: { userId: string; practiceId: string },
): Promise<void> {
  await house.db
    .update(sessions)
    .set({ endedAt: house.now() })
    .where(
      and(
        eq(sessions.userId, userId),
        eq(sessions.practiceId, practiceId),
        isNull(sessions.memberId),
        isNull(sessions.endedAt),
      ),
    );
}

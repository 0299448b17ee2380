import { and, eq, isNull } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { endAllSessions } from "./session.ts";

/** Close an account: nobody signs in with it any more, anywhere. Says whether it was still open. */
export async function closeAccount(house: House, userId: string): Promise<boolean> {
  const closed = await house.db
    .update(users)
    .set({ closedAt: house.now() })
    .where(and(eq(users.id, userId), isNull(users.closedAt)))
    .returning({ id: users.id });
  await endAllSessions(house, userId);
  return closed.length > 0;
}

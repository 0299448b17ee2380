import { eq } from "drizzle-orm";
import { sessions } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { beginSession } from "#app/domain/identity/session.ts";

type Who = {
  userId: string;
  /** Where they stand: a member's place, a client's (`memberId` null), or none chosen yet. */
  place?: { practiceId: string; memberId: string | null } | null;
  /** Whether the second factor was shown; without it a member stays outside. */
  proven?: boolean;
  isOwnDevice?: boolean;
};

/** Somebody signed in: the cookie header their browser would send over plain http, and their session's id. */
export async function signIn(
  house: House,
  { userId, place = null, proven = place?.memberId != null, isOwnDevice = false }: Who,
): Promise<{ cookie: string; sessionId: string }> {
  const { token, sessionId } = await beginSession(house, {
    userId,
    standing: place,
    isOwnDevice,
    device: "Firefox on Linux",
  });
  if (proven)
    await house.db.update(sessions).set({ provenAt: house.now() }).where(eq(sessions.id, sessionId));
  return { cookie: `session=${token}`, sessionId };
}

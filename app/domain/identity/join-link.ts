import { timingSafeEqual } from "node:crypto";
import { and, eq, isNotNull, isNull, notExists } from "drizzle-orm";
import { emailChanges, users } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { isToken } from "#app/values/token.ts";

const purpose = "join";

/**
 * Where somebody finds their own page. No credential (decisions, 4): all it does is fill in the sign-in form, and once
 * its ring key is no longer the current one it does not even that. A letter names the ring key of its row, so that a
 * retry makes the same letter.
 */
export function joinUrl(
  { vault, appUrl }: Pick<House, "vault" | "appUrl">,
  userId: string,
  ring?: string,
): string {
  return `${appUrl}/join/${userId.replaceAll("-", "")}.${vault.token(purpose, userId, 0, ring).token}`;
}

/** Whose join link this is, or null for one we never made. */
export function userOfJoinToken({ vault }: Pick<House, "vault">, token: string): string | null {
  const [, compact, mark] = /^([0-9a-f]{32})\.(.+)$/.exec(token) ?? [];
  if (!compact || !mark || !isToken(mark)) return null;
  const userId = compact.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const meant = vault.token(purpose, userId, 0).token;
  return timingSafeEqual(Buffer.from(mark), Buffer.from(meant)) ? userId : null;
}

/**
 * The address a join link fills in. Null for a closed account, and for somebody who has changed their address since: the
 * link may lie in the mailbox they left, and must not tell where they went.
 */
export async function addressToJoin(house: House, token: string): Promise<string | null> {
  const userId = userOfJoinToken(house, token);
  if (!userId) return null;
  const moved = house.db
    .select({ id: emailChanges.id })
    .from(emailChanges)
    .where(
      and(
        eq(emailChanges.userId, userId),
        isNotNull(emailChanges.oldConfirmedAt),
        isNotNull(emailChanges.newConfirmedAt),
      ),
    );
  const [person] = await house.db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.closedAt), notExists(moved)));
  return person?.email ?? null;
}

import { inArray } from "drizzle-orm";
import { inChunks } from "#app/db/chunks.ts";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** An account as many were met at once: `isNew` when it was made just now, `isClosed` when its owner closed it. */
export type Known = { userId: string; isNew: boolean; isClosed: boolean };

/**
 * The users with these addresses, made where there were none, by address. Like `knowByAddress` for many: in the order of
 * the addresses, so that two who meet the same people wait for each other and never in a ring.
 */
export async function knowMany(
  ctx: Ctx,
  people: readonly { email: string; name: string }[],
): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const inOrder = [...people].sort((one, other) => (one.email < other.email ? -1 : 1));
  const createdAt = ctx.now();
  await inChunks(inOrder, async (chunk) => {
    const made = await ctx.db
      .insert(users)
      .values(chunk.map(({ email, name }) => ({ email, name, createdAt })))
      .onConflictDoNothing()
      .returning({ userId: users.id, email: users.email });
    for (const { userId, email } of made) known.set(email, { userId, isNew: true, isClosed: false });
    const others = chunk.filter(({ email }) => !known.has(email)).map(({ email }) => email);
    if (others.length === 0) return;
    const met = await ctx.db
      .select({ userId: users.id, email: users.email, closedAt: users.closedAt })
      .from(users)
      .where(inArray(users.email, others))
      .orderBy(users.email)
      .for("no key update");
    for (const { userId, email, closedAt } of met)
      known.set(email, { userId, isNew: false, isClosed: closedAt !== null });
  });
  return known;
}

import { and, eq, isNull } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";

/**
 * The user with this address, made if there was none, and locked until the transaction ends so that two first meetings
 * do not make two clients. An existing account is never changed: what was typed as a name is not believed.
 */
export async function knowByAddress(
  ctx: Ctx,
  { email, name }: { email: string; name: string },
): Promise<{ userId: string }> {
  const [made] = await ctx.db
    .insert(users)
    .values({ email, name, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ userId: users.id });
  if (made) return made;
  const [user] = await ctx.db
    .select({ userId: users.id })
    .from(users)
    .where(eq(users.email, email))
    .for("no key update");
  if (!user) throw new Error("A user that was just written is not there");
  return user;
}

/** Who signs in with this address; null when nobody has it, or they closed their account. */
export async function findByAddress(
  { db }: House,
  email: string,
): Promise<{ userId: string; name: string } | null> {
  const [person] = await db
    .select({ userId: users.id, name: users.name })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.closedAt)));
  return person ?? null;
}

import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { clientKeys } from "#app/db/schema/clients.ts";
import { practiceKeys } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { WrappedKey } from "#app/world.ts";

/** The practice's own data key, for what is sealed and no one client's; made when it is first needed. */
export async function practiceKey(ctx: Ctx): Promise<WrappedKey> {
  const find = () =>
    ctx.db
      .select({ ring: practiceKeys.ring, wrapped: practiceKeys.wrapped })
      .from(practiceKeys)
      .where(eq(practiceKeys.practiceId, ctx.practiceId));
  const [known] = await find();
  if (known) return known;
  const { practiceId } = ctx;
  await ctx.db
    .insert(practiceKeys)
    .values({ practiceId, ...ctx.vault.newKey(), createdAt: ctx.now() })
    .onConflictDoNothing();
  const [made] = await find();
  if (!made) throw new Error(`Practice ${practiceId} has no key`);
  return made;
}

/** The key a file's own is sealed with: its client's, else the practice's. Throws when the client's is gone: it was erased. */
export async function wrappingKey(ctx: Ctx, clientId: string | null): Promise<WrappedKey> {
  if (clientId === null) return practiceKey(ctx);
  const [key] = await ctx.db
    .select({ ring: clientKeys.ring, wrapped: clientKeys.wrapped })
    .from(clientKeys)
    .where(and(eq(clientKeys.practiceId, ctx.practiceId), eq(clientKeys.clientId, clientId)));
  if (!key) throw new Error(`The files of client ${clientId} were erased`);
  return key;
}

/** A new key for one file. */
export function newFileKey(): Buffer {
  return randomBytes(32);
}

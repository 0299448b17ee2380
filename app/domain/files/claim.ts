import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { type FileRoom, files } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { whoBrings } from "./arrivals.ts";

type Claim = { fileIds: readonly string[]; room: FileRoom; clientId: string | null; ownerId: string };

/**
 * Say what files belong to: part of the verb that writes their owner, in its transaction, which records it. Only who
 * brought a file may give it, for the client it was brought for, and once. Refuses: gone, and then none of them is given.
 */
export async function claim(
  ctx: Ctx,
  { fileIds, room, clientId, ownerId }: Claim,
): Promise<Result<null, "gone">> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return done(null);
  if (!ids.every(isId)) return refused("gone");
  const free = and(
    eq(files.practiceId, ctx.practiceId),
    inArray(files.id, ids),
    eq(files.room, room),
    clientId === null ? isNull(files.clientId) : eq(files.clientId, clientId),
    eq(files.broughtBy, whoBrings(ctx)),
    isNull(files.ownerId),
    isNotNull(files.arrivedAt),
  );
  const held = await ctx.db.select({ id: files.id }).from(files).where(free).for("update");
  if (held.length !== ids.length) return refused("gone");
  await ctx.db.update(files).set({ ownerId }).where(free);
  return done(null);
}

import { and, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { arrivals, files } from "#app/db/schema/files.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import type { World } from "#app/world.ts";
import { patience } from "./rules.ts";
import { placeOf, storageOf } from "./storage.ts";

/** Drop the files that belong to something that goes: part of the verb that takes it away. Their bytes follow by a job. */
export async function dropFilesOf(ctx: Ctx, ownerId: string): Promise<void> {
  await dropWhere(ctx, eq(files.ownerId, ownerId));
}

/** Drop files by what they are, in the caller's transaction. */
export async function dropWhere(ctx: Ctx, which: SQL | undefined): Promise<void> {
  const gone = await ctx.db
    .delete(files)
    .where(and(eq(files.practiceId, ctx.practiceId), which))
    .returning({ id: files.id });
  for (const file of gone) await record(ctx, "file.dropped", file);
}

/** Take a dropped file's bytes out of storage. One that is still spoken of keeps them. */
export async function deleteBytes(ctx: Ctx, world: World, { subjectId: fileId }: Subject): Promise<void> {
  const [kept] = await ctx.db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.practiceId, ctx.practiceId), eq(files.id, fileId)));
  if (kept) return;
  const storage = storageOf(world);
  for await (const piece of storage.list(placeOf(ctx, fileId))) await storage.remove(piece);
}

/** Drop what nobody claimed within a day, and what never was all there by the end of its time. */
export async function sweepFiles(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - patience);
  const isLate = sql`exists (select 1 from ${arrivals} where ${arrivals.fileId} = ${files.id}
    and ${arrivals.expiresAt} < ${house.now().toISOString()}::timestamptz)`;
  const stale = or(
    and(isNull(files.ownerId), lt(files.createdAt, before)),
    and(isNull(files.arrivedAt), isLate),
  );
  const found = await house.db
    .select({ id: files.id, practiceId: files.practiceId })
    .from(files)
    .where(stale)
    .limit(1_000);
  await inTurn(found, ({ id, practiceId }) =>
    inTransaction({ ...house, practiceId }, async (ctx) => {
      await dropWhere(ctx, and(inArray(files.id, [id]), stale) ?? sql`false`);
    }),
  );
}

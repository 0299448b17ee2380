import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import { inChunks } from "#app/db/chunks.ts";
import { clients } from "#app/db/schema/clients.ts";
import { importRows, imports } from "#app/db/schema/imports.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { takeBack } from "#app/domain/clients/take-back.ts";
import { type Ctx, inTransaction, type MemberCtx, type Subject } from "#app/domain/ctx.ts";
import { unmakeAccounts } from "#app/domain/identity/unmake.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { oneAtATime } from "./carry-out.ts";
import { holdImport, importWithin } from "./queries.ts";
import { undoableUntil } from "./rules.ts";
import { type Reason, whoStays } from "./who-stays.ts";

/** What taking an import back would do: how many clients go, how many relationships, and who stays and why. */
export async function foreseeUndo(
  ctx: MemberCtx,
  one: { id: string; confirmedAt: Date | null },
): Promise<{ goes: number; leaves: number; stays: { id: string; name: string; why: Reason }[] }> {
  const staying = await whoStays(ctx, one);
  const rows = await rowsMade(ctx, one.id);
  const ids = [...staying.clients.keys()];
  const names = new Map<string, string>();
  await inChunks(ids, async (chunk) => {
    const found = await ctx.db
      .select({ id: clients.id, name: clients.name })
      .from(clients)
      .where(and(eq(clients.practiceId, ctx.practiceId), inArray(clients.id, chunk)));
    for (const { id, name } of found) names.set(id, name);
  });
  return {
    goes: rows.filter(({ outcome, clientId }) => outcome === "new" && !staying.clients.has(clientId)).length,
    leaves: rows.filter((row) => row.careRelationshipId && !staying.relationships.has(row.careRelationshipId))
      .length,
    stays: ids.map((id) => ({ id, name: names.get(id) ?? "", why: staying.clients.get(id) ?? "changed" })),
  };
}

/** Ask for an import to be taken back, within its 24 hours. Null when it is not theirs. Refuses: gone. */
export async function askUndo(
  ctx: MemberCtx,
  importId: string,
): Promise<Result<{ rows: number }, "gone"> | null> {
  const found = await importWithin(ctx, importId);
  if (!found) return null;
  if (!undoableUntil(found, ctx.now())) return refused("gone");
  return inTransaction(ctx, async (ctx) => {
    const [asked] = await ctx.db
      .update(imports)
      .set({ status: "undoing" })
      .where(
        and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, importId), eq(imports.status, "done")),
      )
      .returning({ rows: imports.newCount });
    if (!asked) return refused("gone");
    await record(ctx, "import.undo_asked", { id: importId, sequence: 0 });
    return done(asked);
  });
}

/** Take an import back, all of it or nothing; nothing when that was done already. */
export async function undoImport(ctx: Ctx, _world: unknown, { subjectId }: Subject): Promise<void> {
  await takeImportBack(ctx, subjectId);
}

/**
 * The same by its id: everything the import made goes as if it had never been, but for whoever something of their own
 * stands on by now. The diary and the clients are locked first, so that nothing new can come to stand on what goes: not
 * on a client, and not on the care of who was here before.
 */
export function takeImportBack(house: Ctx, importId: string): Promise<void> {
  const asHouse: Ctx = { ...house, actor: { kind: "system", job: "undo_import" } };
  return inTransaction(asHouse, async (ctx) => {
    await oneAtATime(ctx);
    const held = await holdImport(ctx, importId, ["undoing"]);
    if (!held) return;
    await lockTherapist(ctx, held.therapistId);
    const rows = await rowsMade(ctx, importId);
    const made = rows.filter(({ outcome }) => outcome === "new");
    await inChunks(made, (chunk) =>
      ctx.db
        .select({ id: clients.id })
        .from(clients)
        .where(
          inArray(
            clients.id,
            chunk.map(({ clientId }) => clientId),
          ),
        )
        .for("update"),
    );
    const staying = await whoStays(ctx, held);
    const going = made.filter(({ clientId }) => !staying.clients.has(clientId));
    const clientIds = going.map(({ clientId }) => clientId);
    const relationshipIds = rows
      .flatMap(({ careRelationshipId }) => careRelationshipId ?? [])
      .filter((id) => !staying.relationships.has(id));
    await letGoOfRows(ctx, clientIds);
    await takeBack(ctx, { clientIds, relationshipIds });
    await unmakeAccounts(ctx, [...new Set(going.flatMap(({ userId }) => userId ?? []))]);
    const stayedCount = staying.clients.size + staying.relationships.size;
    await ctx.db
      .update(imports)
      .set({ status: "undone", undoneAt: ctx.now(), stayedCount })
      .where(and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, importId)));
    await record(ctx, "import.undone", { id: importId }, { goes: clientIds.length, stays: stayedCount });
  });
}

/** The rows by which something was made that is still there. */
async function rowsMade(ctx: Ctx, importId: string) {
  const { line, outcome, clientId, careRelationshipId, userId } = importRows;
  const rows = await ctx.db
    .select({ line, outcome, clientId, careRelationshipId, userId })
    .from(importRows)
    .where(
      and(
        eq(importRows.practiceId, ctx.practiceId),
        eq(importRows.importId, importId),
        isNotNull(clientId),
        or(eq(outcome, "new"), isNotNull(careRelationshipId)),
      ),
    );
  return rows.flatMap((row) => (row.clientId ? [{ ...row, clientId: row.clientId }] : []));
}

/** No row of any import names who is about to go. */
async function letGoOfRows(ctx: Ctx, clientIds: string[]): Promise<void> {
  await inChunks(clientIds, (chunk) =>
    ctx.db
      .update(importRows)
      .set({ clientId: null, careRelationshipId: null, userId: null })
      .where(and(eq(importRows.practiceId, ctx.practiceId), inArray(importRows.clientId, chunk))),
  );
}

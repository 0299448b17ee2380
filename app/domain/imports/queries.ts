import { and, asc, desc, eq, getTableColumns, gt, inArray, ne, sql } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { importRows, imports } from "#app/db/schema/imports.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";

export type ImportRow = typeof imports.$inferSelect;
export type SortedRow = Pick<
  typeof importRows.$inferSelect,
  "line" | "outcome" | "problems" | "clientId" | "careRelationshipId"
>;

const { sealed: _sealed, keyWrapped: _wrapped, keyRing: _ring, ...light } = getTableColumns(imports);

/** An import as it is told about: all but its words and their key. */
export type Import = Omit<ImportRow, "sealed" | "keyWrapped" | "keyRing">;

/** One import in a member's reach, with its therapist's name; null when it is not theirs to see. */
export async function importWithin(ctx: MemberCtx, id: string) {
  if (!isId(id)) return null;
  const [found] = await ctx.db
    .select({ ...light, with: therapists.name, slug: therapists.slug })
    .from(imports)
    .innerJoin(therapists, eq(therapists.id, imports.therapistId))
    .where(and(eq(imports.id, id), within(ctx, "clients.import", imports)));
  return found ?? null;
}

/** The same with its words, held until the transaction ends. Null when it is not there, or in another state. */
export async function holdImport(
  ctx: Ctx,
  id: string,
  states: ImportRow["status"][],
): Promise<ImportRow | null> {
  const [found] = await ctx.db
    .select()
    .from(imports)
    .where(and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, id), inArray(imports.status, states)))
    .for("update");
  return found ?? null;
}

/** The same, only to be read. */
export async function readImport(ctx: Ctx, id: string): Promise<ImportRow | null> {
  const [found] = await ctx.db
    .select()
    .from(imports)
    .where(and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, id)));
  return found ?? null;
}

/** The imports in a member's reach, the newest first, with who brought them. */
export function importsWithin(ctx: MemberCtx) {
  return ctx.db
    .select({ ...light, with: therapists.name, by: users.name })
    .from(imports)
    .innerJoin(therapists, eq(therapists.id, imports.therapistId))
    .leftJoin(users, eq(users.id, imports.startedBy))
    .where(and(within(ctx, "clients.import", imports), ne(imports.status, "dropped")))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(100);
}

/** What of an import's rows is looked at. `same_name`: new ones whose name somebody here has already. */
export type Shown = "all" | "new" | "matched" | "malformed" | "same_name";

export const pageLength = 50;

/** A page of an import's rows, in the order of the file, after a line. Call it with an import found within reach. */
export function rowsOf(
  ctx: Ctx,
  importId: string,
  { show, after = 0, limit = pageLength }: { show: Shown; after?: number; limit?: number },
): Promise<SortedRow[]> {
  const { line, outcome, problems, clientId, careRelationshipId } = importRows;
  const which =
    show === "same_name"
      ? sql`'same_name' = any(${problems})`
      : show === "all"
        ? undefined
        : eq(outcome, show);
  return ctx.db
    .select({ line, outcome, problems, clientId, careRelationshipId })
    .from(importRows)
    .where(
      and(
        eq(importRows.practiceId, ctx.practiceId),
        eq(importRows.importId, importId),
        gt(line, after),
        which,
      ),
    )
    .orderBy(asc(line))
    .limit(limit);
}

/** How many new rows carry a name that somebody here has already. */
export async function sameNames(ctx: Ctx, importId: string): Promise<number> {
  const [counted] = await ctx.db
    .select({ rows: sql<number>`count(*)::int` })
    .from(importRows)
    .where(
      and(
        eq(importRows.practiceId, ctx.practiceId),
        eq(importRows.importId, importId),
        sql`'same_name' = any(${importRows.problems})`,
      ),
    );
  return counted?.rows ?? 0;
}

import { and, eq } from "drizzle-orm";
import { insertMany } from "#app/db/insert-many.ts";
import type { Stage } from "#app/db/schema/clients.ts";
import { importRows, imports } from "#app/db/schema/imports.ts";
import { record } from "#app/domain/audit/record.ts";
import type { GateReason } from "#app/domain/clients/rules.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Mapping } from "./fields.ts";
import { holdImport, importWithin } from "./queries.ts";
import type { List } from "./read-list.ts";
import { openList, sealList } from "./sealed-list.ts";
import { type Sorted, sortOut } from "./sort.ts";

export type Layout = {
  mapping: Mapping;
  stage: Stage;
  reason: GateReason;
  welcomes: boolean;
  /** The first row was taken for headings, and is a person. */
  firstIsPerson: boolean;
};

export type LayoutRefusal = "no_name" | "column_twice" | "gone";

/**
 * Say what each column holds and how its people come in; every row is sorted out anew and can be looked at before anything
 * happens. Null when it is not theirs. Refuses: no_name when no column holds one, column_twice when two fields share
 * one, gone when the list was confirmed, dropped or forgotten meanwhile.
 */
export async function layOut(
  ctx: MemberCtx,
  importId: string,
  { mapping, stage, reason, welcomes, firstIsPerson }: Layout,
): Promise<Result<{ id: string }, LayoutRefusal> | null> {
  if (!(await importWithin(ctx, importId))) return null;
  const columns = Object.values(mapping);
  if (mapping.name === undefined && mapping.firstName === undefined && mapping.lastName === undefined)
    return refused("no_name");
  if (new Set(columns).size < columns.length) return refused("column_twice");
  return inTransaction(ctx, async (ctx) => {
    const held = await holdImport(ctx, importId, ["read", "ready"]);
    const kept = held && openList(ctx, held);
    if (!held || !kept) return refused("gone");
    const list = firstIsPerson ? withFirst(kept) : kept;
    const reach = reachOf(ctx.actor, "clients.import") === "practice" ? "practice" : "own";
    const wishes = { therapistId: held.therapistId, mapping, stage, reach } as const;
    const sorted = await sortOut(ctx, wishes, list);
    await keepRows(ctx, importId, sorted);
    await ctx.db
      .update(imports)
      .set({
        status: "ready",
        ...{ mapping, stage, reach, reason, welcomes, rowCount: list.rows.length },
        ...countsOf(sorted),
        ...(firstIsPerson && sealList(ctx, importId, list)),
      })
      .where(and(eq(imports.practiceId, ctx.practiceId), eq(imports.id, importId)));
    await record(ctx, "import.laid_out", { id: importId }, { stage, reason });
    return done({ id: importId });
  });
}

function withFirst({ headings, first, rows }: List): List {
  if (!first) return { headings, first, rows };
  return { headings: headings.map((_, index) => `Column ${index + 1}`), first: null, rows: [first, ...rows] };
}

/** How many rows came out which way. */
export function countsOf(sorted: readonly Sorted[]) {
  const count = (which: Sorted["outcome"]) => sorted.filter(({ outcome }) => outcome === which).length;
  return { newCount: count("new"), matchedCount: count("matched"), malformedCount: count("malformed") };
}

type Made = { clientId?: string; careRelationshipId?: string; userId?: string };

/** Keep what becomes of each row, in place of what was kept before. */
export async function keepRows(
  ctx: Ctx,
  importId: string,
  sorted: readonly Sorted[],
  made: ReadonlyMap<number, Made> = new Map(),
): Promise<void> {
  const { practiceId } = ctx;
  await ctx.db
    .delete(importRows)
    .where(and(eq(importRows.practiceId, practiceId), eq(importRows.importId, importId)));
  await insertMany(
    ctx.db,
    importRows,
    sorted.map(({ line, outcome, says, ...row }) => ({
      ...{ practiceId, importId, line, outcome, problems: says },
      clientId: "clientId" in row ? row.clientId : null,
      careRelationshipId: null,
      userId: null,
      ...made.get(line),
    })),
  );
}

import type { Ctx } from "#app/domain/ctx.ts";
import { csvLine } from "#app/values/csv.ts";
import { readImport, rowsOf } from "./queries.ts";
import { mostRows } from "./read-list.ts";
import { openList } from "./sealed-list.ts";

/**
 * The rows that cannot be taken as a file of their own: their line, what is wrong in words, and everything they said, to be
 * put right and brought again. Null once the words of the list are gone.
 */
export async function leftOut(
  ctx: Ctx,
  importId: string,
  inWords: (problem: string) => string,
): Promise<string | null> {
  const kept = await readImport(ctx, importId);
  const list = kept && openList(ctx, kept);
  if (!list) return null;
  const cellsOf = new Map(list.rows.map(({ line, cells }) => [line, cells]));
  const rows = await rowsOf(ctx, importId, { show: "malformed", limit: mostRows });
  const lines = rows.map(({ line, problems }) =>
    csvLine([String(line), problems.map(inWords).join(" "), ...(cellsOf.get(line) ?? [])]),
  );
  // The mark in front lets spreadsheets read the letters as they are written.
  return `\uFEFF${csvLine(["Line", "What is wrong", ...list.headings])}${lines.join("")}`;
}

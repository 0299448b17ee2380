import { data, href, redirect } from "react-router";
import { clientNames } from "#app/domain/clients/choices.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import {
  type Import,
  importWithin,
  pageLength,
  readImport,
  rowsOf,
  type Shown,
  type SortedRow,
  sameNames,
} from "#app/domain/imports/queries.ts";
import { undoableUntil } from "#app/domain/imports/rules.ts";
import { openList } from "#app/domain/imports/sealed-list.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import type { Route } from "./+types/import";
import { ImportPage } from "./import-page.tsx";
import { rowInWords } from "./in-words.ts";

export { ErrorBoundary } from "../trouble.tsx";

const shelves: Shown[] = ["all", "new", "matched", "malformed", "same_name"];

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "clients.import");
  const found = orNotFound(await importWithin(ctx, params.id));
  if (found.status === "read") throw redirect(href("/office/imports/:id/columns", params));
  const { zone, locale } = await ownPractice(ctx);
  const { searchParams } = new URL(request.url);
  const show = shelves.find((one) => one === searchParams.get("show")) ?? "all";
  const after = Number(/^\d{1,9}$/.exec(searchParams.get("after") ?? "")?.[0] ?? 0);
  const rows = await rowsOf(ctx, found.id, { show, after, limit: pageLength + 1 });
  const shown = rows.slice(0, pageLength);
  const until = undoableUntil(found, ctx.now());
  const number = (count: number) => count.toLocaleString(locale);
  const twins = await sameNames(ctx, found.id);
  const isUnderWay = found.status === "running" || found.status === "undoing";
  const page = {
    id: found.id,
    status: found.status,
    fileName: found.fileName,
    with: found.with,
    encoding: found.encoding,
    delimiter: found.delimiter,
    welcomes: found.welcomes,
    isAnybody: found.newCount + found.matchedCount > 0,
    counts: {
      all: number(found.rowCount),
      new: number(found.newCount),
      matched: number(found.matchedCount),
      malformed: number(found.malformedCount),
      same_name: number(twins),
      stayed: number(found.stayedCount),
    },
    shelves: shelves.filter((one) => one !== "same_name" || twins > 0),
    show,
    isLater: after > 0,
    next: rows.length > pageLength ? (shown.at(-1)?.line ?? null) : null,
    rows: await tellRows(ctx, found, shown),
    undoUntil: until && whenAndWhere(until.getTime(), { zone, locale }).when,
  };
  // Asks again by itself, without a script: a page under way is short.
  const again: Record<string, string> = isUnderWay ? { Refresh: "3" } : {};
  return data(page, { headers: { "Cache-Control": "private, no-store", ...again } });
}

export type Page = Awaited<ReturnType<typeof loader>>["data"];

/** Rows as they are told: whose they are, from the list while it is there, and from the clients they became after. */
async function tellRows(ctx: MemberCtx, { id, mapping }: Pick<Import, "id" | "mapping">, rows: SortedRow[]) {
  const kept = await readImport(ctx, id);
  const columns = Object.values(mapping).sort((one, other) => one - other);
  const list = kept && openList(ctx, kept);
  const lines = new Set(rows.map(({ line }) => line));
  const cellsOf = new Map(
    list?.rows.flatMap(({ line, cells }) => (lines.has(line) ? [[line, cells] as const] : [])),
  );
  const names = await clientNames(
    ctx,
    rows.flatMap(({ clientId }) => clientId ?? []),
  );
  return rows.map(({ line, outcome, problems, clientId }) => ({
    line,
    outcome,
    says: problems.map(rowInWords),
    cells: columns.map((column) => short(cellsOf.get(line)?.[column] ?? "")).filter(Boolean),
    client: clientId && names.has(clientId) ? { id: clientId, name: names.get(clientId) ?? "" } : null,
  }));
}

function short(cell: string): string {
  const text = cell.trim();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.fileName ?? "A list" }, { name: "robots", content: "noindex" }];
}

export default function ImportRoute({ loaderData: page }: Route.ComponentProps) {
  return <ImportPage page={page} />;
}

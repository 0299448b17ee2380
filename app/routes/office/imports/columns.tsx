import { data, href, redirect } from "react-router";
import { clinicalHeadings } from "#app/domain/imports/fields.ts";
import { type LayoutRefusal, layOut } from "#app/domain/imports/lay-out.ts";
import { importWithin, readImport } from "#app/domain/imports/queries.ts";
import { openList } from "#app/domain/imports/sealed-list.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/columns";
import { ColumnsPage } from "./columns-page.tsx";
import { layoutSchema, typedLayout } from "./layout-fields.ts";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "clients.import");
  const found = orNotFound(await importWithin(ctx, params.id));
  const kept = await readImport(ctx, found.id);
  const list = kept && openList(ctx, kept);
  if (!list || !["read", "ready"].includes(found.status)) throw redirect(href("/office/imports/:id", params));
  const shown = list.rows.slice(0, 3);
  return {
    id: found.id,
    fileName: found.fileName,
    with: found.with,
    encoding: found.encoding,
    delimiter: found.delimiter,
    rows: list.rows.length,
    first: list.first?.cells.filter(Boolean).slice(0, 4).join(", ") ?? null,
    clinical: clinicalHeadings(list.headings),
    columns: list.headings.map((heading, index) => ({
      heading,
      examples: shown.map(({ cells }) => (cells[index] ?? "").trim().slice(0, 60)),
    })),
    typed: typedLayout(found, list.headings.length),
  };
}

export type Page = Awaited<ReturnType<typeof loader>>;

const saidKindly: Record<LayoutRefusal, string> = {
  no_name: "Please say which column holds the name. The rest can be left out.",
  column_twice: "Two columns can’t be brought in as the same thing.",
  gone: "That list was brought in, let go or forgotten meanwhile. Bring it again to go on.",
};

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "clients.import");
  const { id } = orNotFound(await importWithin(ctx, params.id));
  const form = await readForm(request, layoutSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const laid = orNotFound(await layOut(ctx, id, form.value));
  if (laid.ok) throw redirect(href("/office/imports/:id", { id }), 303);
  const errors = { "column-0": saidKindly[laid.refusal] };
  return data({ errors, typed: form.typed }, { status: laid.refusal === "gone" ? 409 : 422 });
}

export function meta() {
  return [{ title: "What the columns hold" }, { name: "robots", content: "noindex" }];
}

export default function Columns({ loaderData: page, actionData }: Route.ComponentProps) {
  return <ColumnsPage page={page} typed={actionData?.typed ?? page.typed} errors={actionData?.errors} />;
}

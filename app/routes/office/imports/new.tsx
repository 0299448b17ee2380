import { data, href, redirect } from "react-router";
import { bringList } from "#app/domain/imports/bring.ts";
import { mostBytes } from "#app/domain/imports/read-list.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, type FieldErrors, orNotFound } from "#app/http.ts";
import { readUpload, type Upload } from "#app/upload.ts";
import { isOneLine } from "#app/values/words.ts";
import type { Route } from "./+types/new";
import { unreadInWords } from "./in-words.ts";
import { NewListPage } from "./new-page.tsx";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "clients.import");
  const therapists = await therapistsWithin(ctx, "clients.import");
  const own = therapists.find(({ id }) => id === ctx.actor.therapistId) ?? therapists[0];
  return {
    therapists: therapists.map(({ slug, name }) => ({ value: slug, label: name })),
    own: own?.slug ?? null,
  };
}

/** What is around a file of the largest size in a form. */
const wrapping = 64 * 1024;

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "clients.import");
  const therapists = await therapistsWithin(ctx, "clients.import");
  const upload = await readUpload(request, { name: "file", most: mostBytes + wrapping });
  if (!upload) return sorry({ file: "That is more than 20 MB. Please bring it in parts." }, {}, 413);
  const { of = "", list = "" } = upload.fields;
  const typed = { of, list: list.slice(0, 100_000) };
  const therapist = orNotFound(therapists.find(({ slug }) => slug === of));
  const found = chosen(upload);
  if ("errors" in found) return sorry(found.errors, typed, 422);
  const { field, fileName, bytes } = found;
  const brought = orNotFound(await bringList(ctx, { therapistId: therapist.id, fileName, bytes }));
  if (!brought.ok) return sorry({ [field]: unreadInWords(brought) }, typed, 422);
  throw redirect(href("/office/imports/:id/columns", { id: brought.value.id }), 303);
}

function sorry(errors: FieldErrors, typed: Record<string, string>, status: number) {
  return data({ errors, typed }, { status });
}

type Chosen = { field: "file" | "list"; fileName: string; bytes: Uint8Array } | { errors: FieldErrors };

/** The one list a form brings: the file, or what was pasted. */
function chosen({ file, fields: { list = "" } }: Upload): Chosen {
  const isPasted = list.trim() !== "";
  if (file && isPasted)
    return { errors: { file: "There is a file and a pasted list: one of them, please." } };
  if (file) return { field: "file", fileName: nameOf(file.name), bytes: file.bytes };
  if (isPasted) return { field: "list", fileName: "Pasted list", bytes: new TextEncoder().encode(list) };
  return { errors: { file: "Choose a file, or paste the list below." } };
}

/** What a file is called, without the folders old browsers put in front. */
function nameOf(name: string): string {
  const last = name.replaceAll("\\", "/").split("/").at(-1)?.trim().slice(0, 120) ?? "";
  return last && isOneLine(last) ? last : "A list";
}

export function meta() {
  return [{ title: "Bring a list" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <NewListPage
      therapists={page.therapists}
      typed={actionData?.typed ?? { of: page.own ?? "" }}
      errors={actionData?.errors}
    />
  );
}

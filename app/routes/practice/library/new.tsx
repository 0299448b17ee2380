import { data, href, redirect } from "react-router";
import { z } from "zod";
import { addItem } from "#app/domain/content/add-item.ts";
import { contentKinds } from "#app/domain/content/rules.ts";
import { type Arrived, bring } from "#app/domain/files/bring.ts";
import type { LookRefusal } from "#app/domain/files/look.ts";
import { limits } from "#app/domain/files/rules.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, type FieldErrors, orNotFound, readFields, worldOf } from "#app/http.ts";
import { readStreamed } from "#app/streamed-upload.ts";
import type { Result } from "#app/values/result.ts";
import type { Route } from "./+types/new";
import { itemWords } from "./item-words.ts";
import { NewItemPage } from "./new-page.tsx";
import { addWords, fileWords } from "./refusals.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "content.change");
  const therapists = await therapistsWithin(ctx, "content.change");
  const own = therapists.find(({ id }) => id === ctx.actor.therapistId) ?? therapists[0];
  return {
    therapists: therapists.map(({ slug, name }) => ({ value: slug, label: name })),
    own: own?.slug ?? null,
  };
}

const schema = z.object({
  kind: z.enum(contentKinds, { error: "What is it?" }),
  of: z.string().default(""),
  url: z.string().trim().default(""),
  brought: z.string().default(""),
  ...itemWords,
});

/** What is around a file of the largest size in a form. */
const wrapping = 1024 * 1024;

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  const therapists = await therapistsWithin(ctx, "content.change");
  const world = worldOf(context);
  const form = await readStreamed(request, { name: "file", most: limits.audio + wrapping }, (file) =>
    bring(ctx, world, { ...file, room: "content", clientId: null, kinds: ["audio", "pdf"] }),
  );
  if (form.isTooMuch) return sorry({ file: fileWords.heavy }, form.fields, 413);
  const [file = null] = form.files;
  const brought = broughtBy(file, form.fields.brought);
  const typed = { ...form.fields, brought: brought.fileId ?? "" };
  const read = readFields(form.fields, schema);
  const errors = { ...(read.ok ? {} : read.errors), ...brought.errors };
  if (!read.ok || Object.keys(errors).length > 0) return sorry(errors, typed);
  const { of, kind, url, title, words, transcript } = read.value;
  const therapist = orNotFound(
    therapists.find(({ slug }) => slug === of) ?? (of === "" ? therapists[0] : null),
  );
  const wish = { therapistId: therapist.id, kind, url, title, words, transcript, fileId: brought.fileId };
  const added = orNotFound(await addItem(ctx, world, wish));
  if (!added.ok) {
    const { field, message } = addWords[added.refusal];
    return sorry({ [field]: message }, { ...typed, brought: field === "file" ? "" : typed.brought });
  }
  throw redirect(`${href("/practice/library/:item", { item: added.value.id })}?news=added`, 303);
}

/** A file that came with this form, or with one before it that was not filled in. */
function broughtBy(
  file: Result<Arrived, LookRefusal> | null,
  before = "",
): { fileId: string | null; errors: FieldErrors } {
  if (!file) return { fileId: before || null, errors: {} };
  return file.ok
    ? { fileId: file.value.fileId, errors: {} }
    : { fileId: null, errors: { file: fileWords[file.refusal] } };
}

function sorry(errors: FieldErrors, typed: Record<string, string>, status = 422) {
  return data({ errors, typed }, { status });
}

export function meta() {
  return [{ title: "Add to the library" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <NewItemPage
      therapists={page.therapists}
      typed={actionData?.typed ?? { of: page.own ?? "" }}
      errors={actionData?.errors ?? {}}
    />
  );
}

import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changeDraft, keepStanding } from "#app/domain/forms/change-form.ts";
import { findForm } from "#app/domain/forms/queries.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { newsFor } from "#app/routes/news.ts";
import { newId } from "#app/values/ids.ts";
import type { Route } from "./+types/form";
import { BuilderPage } from "./builder-page.tsx";

export { ErrorBoundary } from "../trouble.tsx";

const news = {
  kept: "Kept.",
  published: "Published. Whoever is asked from now on gets this version.",
  made: "Begun. Look it over, change what you like, and publish it.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.change");
  const { form, published, draft } = orNotFound(await findForm(ctx, params.id));
  const now = orNotFound(draft ?? published);
  const { searchParams } = new URL(request.url);
  return {
    ...{
      id: form.id,
      name: form.name,
      kind: form.kind,
      askedAt: form.askedAt,
      isPutAway: form.putAwayAt !== null,
    },
    ...{ body: now.body, published: published?.version ?? null, hasDraft: draft !== null },
    news: newsFor(searchParams, news),
    problem: searchParams.get("problem"),
  };
}

export type Builder = Awaited<ReturnType<typeof loader>>;

const title = z.string().trim().min(1, "Please give the page a title.").max(120);
const by = z.enum(["-1", "1"]).transform((way) => (way === "1" ? 1 : -1));
const schema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("standing"),
    name: z.string().trim().min(1, "Please say what it is called.").max(120),
    askedAt: z.enum(["", "discovery", "intake", "ongoing"]).default(""),
    putAway: tick,
  }),
  z.object({
    do: z.literal("words"),
    intro: z.string().trim().max(2000).default(""),
    minutes: z.coerce.number("How many minutes does it take?").int().min(1).max(120),
  }),
  z.object({ do: z.literal("add_page"), title }),
  z.object({
    do: z.literal("page"),
    page: z.string(),
    title,
    text: z.string().trim().max(2000).default(""),
    sensitive: tick,
  }),
  z.object({ do: z.literal("move_page"), page: z.string(), by }),
  z.object({ do: z.literal("drop_page"), page: z.string() }),
  z.object({ do: z.literal("move_part"), page: z.string(), part: z.string(), by }),
  z.object({ do: z.literal("drop_part"), page: z.string(), part: z.string() }),
]);

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.change");
  orNotFound(await findForm(ctx, params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors }, { status: 422 });
  const wish = form.value;
  const self = `${href("/office/forms/:id", params)}?news=kept`;
  if (wish.do === "standing") {
    const { name, askedAt, putAway: isPutAway } = wish;
    await keepStanding(ctx, params.id, { name, askedAt: askedAt || null, isPutAway });
    throw redirect(self, 303);
  }
  const edit =
    wish.do === "add_page"
      ? { ...wish, key: `page-${newId().slice(-8)}` }
      : wish.do === "page"
        ? { ...wish, isSensitive: wish.sensitive }
        : wish;
  const changed = orNotFound(await changeDraft(ctx, params.id, edit));
  if (changed.ok) throw redirect(self, 303);
  const errors: FieldErrors = { form: "A measure’s questions are its authors’, and stay as they are." };
  return data({ errors }, { status: 422 });
}

export function meta() {
  return [{ title: "A form" }, { name: "robots", content: "noindex" }];
}

export default function Form({ loaderData: page, actionData }: Route.ComponentProps) {
  return <BuilderPage page={page} errors={actionData?.errors ?? {}} />;
}

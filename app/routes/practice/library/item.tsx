import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changeItem } from "#app/domain/content/change-item.ts";
import { itemWithin } from "#app/domain/content/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { newsFor } from "#app/routes/news.ts";
import type { Route } from "./+types/item";
import { itemOf } from "./item-of.ts";
import { ItemPage } from "./item-page.tsx";
import { itemWords } from "./item-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const news = {
  added: "It is in your library. Nobody has it yet.",
  changed: "Kept.",
  given: "Given. They are told that there is something new, not what it is.",
  back: "Taken back. It is not on their page any more.",
  everybody: "Everybody has it now, or will from its date on.",
  narrowed: "Now only those have it whom you gave it to.",
  nobody: "Choose somebody first, or a session.",
  "not-theirs": "One of them can’t be given it: only clients who have begun, and go on.",
  "is-away": "It was put away. Take it out again first.",
  "no-date": "That date can’t be read. A date reads like 2027-03-01.",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "content.change");
  const said = newsFor(new URL(request.url).searchParams, news);
  return { ...(await itemOf(ctx, params.item)), said };
}

const schema = z.object(itemWords);

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  orNotFound(await itemWithin(ctx, params.item));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  orNotFound((await changeItem(ctx, params.item, form.value)) || null);
  throw redirect(`${href("/practice/library/:item", params)}?news=changed`, 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.title ?? "Library" }, { name: "robots", content: "noindex" }];
}

export default function Item({ loaderData: { said, ...page }, actionData }: Route.ComponentProps) {
  return <ItemPage page={page} said={said} typed={actionData?.typed} errors={actionData?.errors ?? {}} />;
}

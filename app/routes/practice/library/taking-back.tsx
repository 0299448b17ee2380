import { href, redirect } from "react-router";
import { z } from "zod";
import { takeBack } from "#app/domain/content/give.ts";
import { itemWithin } from "#app/domain/content/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/taking-back";

const schema = z.object({ client: z.string().default("") });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  orNotFound(await itemWithin(ctx, params.item));
  const form = await readForm(request, schema);
  // Whoever pressed twice, or after somebody else, finds it as they wanted it.
  if (form.ok) await takeBack(ctx, params.item, form.value.client);
  throw redirect(`${href("/practice/library/:item", params)}?news=back`, 303);
}

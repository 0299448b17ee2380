import { href, redirect } from "react-router";
import { z } from "zod";
import { putAway, takeOut } from "#app/domain/content/change-item.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/putting-away";

const schema = z.object({ out: z.string().optional() });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  const form = await readForm(request, schema);
  const isOut = form.ok && form.value.out === "yes";
  orNotFound((isOut ? await takeOut(ctx, params.item) : await putAway(ctx, params.item)) || null);
  throw redirect(`${href("/practice/library")}?news=${isOut ? "out" : "away"}`, 303);
}

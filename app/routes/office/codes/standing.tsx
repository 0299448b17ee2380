import { data, href, redirect } from "react-router";
import { z } from "zod";
import { switchCode } from "#app/domain/codes/change.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/standing";

export { ErrorBoundary } from "../trouble.tsx";

const schema = z.object({ standing: z.enum(["on", "off"]) });

/** Switching a code on or off is a press on its page; there is nothing here to look at. */
export function loader({ params }: Route.LoaderArgs) {
  throw redirect(href("/office/codes/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "codes.change");
  const form = await readForm(request, schema);
  if (!form.ok) throw data(null, { status: 422 });
  const { standing } = form.value;
  orNotFound((await switchCode(ctx, params.id, standing === "on")) || null);
  throw redirect(`${href("/office/codes/:id", params)}?news=${standing}`, 303);
}

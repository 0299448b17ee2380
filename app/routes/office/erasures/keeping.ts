import { href, redirect } from "react-router";
import { keepForNow } from "#app/domain/privacy/erasure-requests.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/keeping";

/** Answering that a record is kept is a press on its page. */
export function loader({ params }: Route.LoaderArgs) {
  throw redirect(href("/office/erasures/:id", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "client.erase");
  orNotFound(await keepForNow(ctx, params.id));
  throw redirect(`${href("/office/erasures")}?news=kept`, 303);
}

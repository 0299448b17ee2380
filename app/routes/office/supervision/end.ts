import { href, redirect } from "react-router";
import { endSupervision } from "#app/domain/therapists/supervise.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/end";

/** Ending a supervision is a press on the page of them; there is nothing here to look at. */
export function loader() {
  throw redirect(href("/office/supervision"));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "supervision.change");
  orNotFound(await endSupervision(ctx, params.id));
  throw redirect(`${href("/office/supervision")}?news=ended`, 303);
}

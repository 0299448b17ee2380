import { href, redirect } from "react-router";
import { reachOf } from "#app/domain/practices/rules.ts";
import { asMember } from "#app/http.ts";
import type { Route } from "./+types/index";

/** The first page of the practice's own side: the day, else the money, for whoever may see it, and what is everybody's for the rest. */
export function loader({ context }: Route.LoaderArgs) {
  const { actor } = asMember(context, "security.own");
  if (reachOf(actor, "diary.see") !== "none") throw redirect(href("/practice/today"));
  if (reachOf(actor, "money.see") !== "none") throw redirect(href("/practice/billing"));
  throw redirect(href("/practice/settings"));
}

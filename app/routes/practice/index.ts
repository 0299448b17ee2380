import { href, redirect } from "react-router";
import { reachOf } from "#app/domain/practices/rules.ts";
import { asMember } from "#app/http.ts";
import type { Route } from "./+types/index";

/** The first page of the practice's own side: the day, for whoever may see one, and what is everybody's for the rest. */
export function loader({ context }: Route.LoaderArgs) {
  const { actor } = asMember(context, "security.own");
  throw redirect(
    reachOf(actor, "diary.see") === "none" ? href("/practice/settings") : href("/practice/today"),
  );
}

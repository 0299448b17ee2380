import { href, redirect } from "react-router";
import { asMember } from "#app/http.ts";
import type { Route } from "./+types/index";

/** The first page of the office: the lists of clients, which is what there is to do here. */
export function loader({ context }: Route.LoaderArgs) {
  asMember(context, "clients.import");
  throw redirect(href("/office/imports"));
}

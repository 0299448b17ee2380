import { href, redirect } from "react-router";
import { waitToken } from "#app/domain/waiting/link.ts";
import { ownWait } from "#app/domain/waiting/own.ts";
import { orNotFound } from "#app/http.ts";
import type { Route } from "./+types/waiting";
import { whoIsHere } from "./here.ts";

/** A client's place in line has one page, whichever way they come to it. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, email } = whoIsHere(context);
  const wait = orNotFound(await ownWait(ctx, { waitId: params.id, email }));
  return redirect(href("/waitlist/:token", { token: waitToken(ctx, wait) }));
}

import { href, redirect } from "react-router";
import { withdrawOwnConsent } from "#app/domain/forms/withdraw-consent.ts";
import { orNotFound } from "#app/http.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/withdrawal";

export { ErrorBoundary } from "../trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  orNotFound(await withdrawOwnConsent(ctx, params.id));
  throw redirect(href("/client/forms/:id", params), 303);
}

import { href, redirect } from "react-router";
import { withdraw } from "#app/domain/waiting/leave.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/withdrawal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  orNotFound(await withdraw(asMember(context, "diary.change"), params.id));
  throw redirect(`${href("/practice/waiting/:id", params)}?news=withdrawn`, 303);
}

import { href, redirect } from "react-router";
import { takeBack } from "#app/domain/sick-days/take-back.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { backToToday } from "../today/back.ts";
import type { Route } from "./+types/undo";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ params }: Route.LoaderArgs) {
  throw redirect(href("/practice/sick-days/:id", params));
}

/** Take a sick day back before its letters go. */
export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const undone = orNotFound(await takeBack(ctx, params.id));
  if (!undone.ok) throw redirect(`${href("/practice/sick-days/:id", params)}?news=late`, 303);
  const { slug } = orNotFound(await therapistWithin(ctx, "diary.change", undone.value.therapistId));
  throw redirect(backToToday({ of: slug, news: "well" }), 303);
}

export default function Undo() {
  return null;
}

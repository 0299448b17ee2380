import { href, redirect } from "react-router";
import { restoreDate } from "#app/domain/availability/change-date.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/date";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader() {
  throw redirect(href("/practice/availability/dates"));
}

/** Let a date follow the week again. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapist } = await whoseOf(ctx, "hours.change", new URL(request.url).searchParams);
  orNotFound((await restoreDate(ctx, therapist.id, params.date)) || null);
  throw redirect(`${href("/practice/availability/dates")}?of=${therapist.slug}&news=restored`, 303);
}

export default function DateRestored() {
  return null;
}

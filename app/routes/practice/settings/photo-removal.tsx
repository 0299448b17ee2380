import { href, redirect } from "react-router";
import { changePhoto } from "#app/domain/therapists/photo.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { whoseOf } from "../whose.ts";
import type { Route } from "./+types/photo-removal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands on the page about the photo. */
export function loader() {
  return redirect(href("/practice/settings/profile/photo"));
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist } = await whoseOf(ctx, "profile.change", new URL(request.url).searchParams);
  orNotFound((await changePhoto(ctx, therapist.id, null)) || null);
  throw redirect(`${href("/practice/settings/profile/photo")}?of=${therapist.slug}&news=removed`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function PhotoRemoval() {
  return null;
}

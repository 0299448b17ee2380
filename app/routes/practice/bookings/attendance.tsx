import { href, redirect } from "react-router";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/attendance";
import { notDone } from "./not-done.tsx";
import { markInWords } from "./refusals.ts";

export { ErrorBoundary } from "./not-done.tsx";

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/bookings/:id", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  const { booking } = orNotFound(await findInReach(ctx, "diary.change", params.id));
  const marked = await markAttended(ctx, booking.id);
  if (marked.ok) throw redirect(`${href("/practice/bookings/:id", params)}?news=came`, 303);
  return notDone(markInWords[marked.refusal]);
}

export default function Attendance() {
  return null;
}

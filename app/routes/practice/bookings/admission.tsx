import { href, redirect } from "react-router";
import { z } from "zod";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { letIn } from "#app/domain/joining/let-in.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/admission";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/bookings/:id", params));
}

const schema = z.object({ whereabouts: z.string().max(36) });

/** Let somebody in from where no licence reaches, knowingly. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const { booking } = orNotFound(await findInReach(ctx, "care.decide", params.id));
  const form = await readForm(request, schema);
  const { whereabouts: whereaboutsId } = orNotFound(form.ok ? form.value : null);
  const isIn = await letIn(ctx, { bookingId: booking.id, whereaboutsId });
  throw redirect(`${href("/practice/bookings/:id", params)}?news=${isIn ? "let-in" : "not-there"}`, 303);
}

export default function Admission() {
  return null;
}

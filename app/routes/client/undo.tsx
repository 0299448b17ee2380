import { data, href, redirect } from "react-router";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { canUndo } from "#app/domain/bookings/rules.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { orNotFound } from "#app/http.ts";
import type { Route } from "./+types/undo";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/client/sessions/:id", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx } = whoIsHere(context);
  const { booking } = orNotFound(await ownBooking(ctx, params.id, mayAct));
  // Too late to undo is not too late to cancel: the next page says what that means.
  if (!canUndo(booking.bookedAt.getTime(), ctx.now().getTime()))
    throw redirect(href("/client/sessions/:id/cancellation", params), 303);
  const { id: bookingId, therapistId } = booking;
  const undone = await cancel(ctx, { bookingId, therapistId, by: "client" });
  if (!undone.ok && undone.refusal === "already_over") throw data(null, { status: 410 });
  throw redirect(`${href("/client/sessions/:id", params)}?news=undone`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Undo() {
  return null;
}

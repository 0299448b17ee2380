import { data, href, redirect } from "react-router";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { canUndo } from "#app/domain/bookings/rules.ts";
import type { Route } from "./+types/undo";
import { heldBy } from "./held.ts";

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/book/manage/:token", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, booking: whole } = await heldBy(context, params.token);
  const { booking } = whole;
  // Too late to undo is not too late to cancel: the next page says what that means.
  if (!canUndo(booking.bookedAt.getTime(), ctx.now().getTime()))
    throw redirect(href("/book/manage/:token/cancellation", params), 303);
  const undone = await cancel(ctx, { bookingId: booking.id, therapistId: booking.therapistId, by: "client" });
  if (!undone.ok && undone.refusal === "already_over") throw data(null, { status: 410 });
  throw redirect(`${href("/book/manage/:token", params)}?news=undone`, 303);
}

/** Never shown: without a component the router would answer a dead link with data instead of a page. */
export default function Undo() {
  return null;
}

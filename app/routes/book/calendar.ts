import { href, redirect } from "react-router";
import { openLink } from "#app/domain/bookings/queries.ts";
import { calendarEntry } from "#app/domain/notifications/calendar-entry.ts";
import { houseOf } from "#app/http.ts";
import type { Route } from "./+types/calendar";
import { privately } from "./held.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const held = await openLink(houseOf(context), params.token);
  // A file has no place for words: the page of a link that does not open says why.
  if (held === null || held === "dead") return redirect(href("/book/manage/:token", params));
  const { ctx, booking } = held;
  const { content, contentType } = await calendarEntry(ctx, booking);
  return new Response(content, {
    headers: {
      ...privately.headers,
      "Content-Type": contentType,
      "Content-Disposition": 'attachment; filename="appointment.ics"',
    },
  });
}

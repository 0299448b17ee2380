import { calendarEntry } from "#app/domain/notifications/calendar-entry.ts";
import { heldBy, privately } from "./held.ts";
import type { Route } from "./+types/calendar";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, booking } = await heldBy(context, params.token);
  const { content, contentType } = await calendarEntry(ctx, booking);
  return new Response(content, {
    headers: { ...privately.headers, "Content-Type": contentType, "Content-Disposition": 'attachment; filename="appointment.ics"' },
  });
}

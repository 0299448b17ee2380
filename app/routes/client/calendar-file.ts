import { ownBooking } from "#app/domain/bookings/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { calendarEntry } from "#app/domain/notifications/calendar-entry.ts";
import { orNotFound } from "#app/http.ts";
import type { Route } from "./+types/calendar-file";
import { whoIsHere } from "./here.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx } = whoIsHere(context);
  const whole = orNotFound(await ownBooking(ctx, params.id, maySee));
  const { content, contentType } = await calendarEntry(ctx, whole);
  return new Response(content, {
    headers: {
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
      "Content-Type": contentType,
      "Content-Disposition": 'attachment; filename="appointment.ics"',
    },
  });
}

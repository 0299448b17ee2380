import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { calendarFile } from "#app/emails/letter/calendar-file.ts";
import type { Attachment } from "#app/world.ts";
import { bookingLetter } from "./compose.ts";

/** A booking as a calendar file for its client: the same entry (UID) as the one in their mail. */
export async function calendarEntry(ctx: Ctx, found: WholeBooking): Promise<Attachment> {
  return calendarFile(
    await bookingLetter(ctx, found),
    found.booking.status === "cancelled" ? "cancel" : "publish",
  );
}

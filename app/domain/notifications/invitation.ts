import { and, eq, isNotNull, sql } from "drizzle-orm";
import { bookings, manageLinks } from "#app/db/schema/bookings.ts";
import { participants } from "#app/db/schema/clients.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { joinUrl } from "#app/domain/identity/join-link.ts";

/**
 * Where a guest's own page begins, told with the first booking they ever made here; null for every later one, and for
 * somebody who was signed in. Decided from rows as they stood when it was booked, so that a retry says the same.
 */
export async function invitationOf(ctx: Ctx, { booking }: WholeBooking): Promise<string | null> {
  const event = await eventAt(ctx, "booking.confirmed", booking);
  if (!booking.guestEmail || event?.actor.startsWith("client:")) return null;
  const earlier = sql<boolean>`exists (select 1 from bookings as earlier
    where earlier.practice_id = ${bookings.practiceId} and earlier.client_id = ${bookings.clientId}
      and earlier.held_for is distinct from 'offer' -- what was offered and not taken was never a booking
      and (earlier.booked_at, earlier.id) < (${bookings.bookedAt}, ${bookings.id}))`;
  const [guest] = await ctx.db
    .select({ userId: participants.userId, ring: manageLinks.ring, earlier })
    .from(bookings)
    .innerJoin(
      manageLinks,
      and(eq(manageLinks.bookingId, bookings.id), eq(manageLinks.sequence, booking.sequence)),
    )
    .innerJoin(
      participants,
      and(eq(participants.clientId, bookings.clientId), eq(participants.email, booking.guestEmail)),
    )
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.id, booking.id),
        isNotNull(participants.userId),
      ),
    )
    .limit(1);
  return guest?.userId && !guest.earlier ? joinUrl(ctx, guest.userId, guest.ring) : null;
}

import { and, eq, inArray } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { participants } from "#app/db/schema/clients.ts";
import type { House } from "#app/domain/ctx.ts";

/**
 * Send what is still to come of somebody's bookings to their new address, in the caller's transaction: the old mailbox
 * may be the very reason they left it.
 */
export async function bookingsFollowAddress(
  house: House,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<void> {
  const theirs = house.db
    .select({ id: participants.clientId })
    .from(participants)
    .where(eq(participants.userId, userId));
  await house.db
    .update(bookings)
    .set({ guestEmail: to })
    .where(
      and(
        inArray(bookings.clientId, theirs),
        eq(bookings.guestEmail, from),
        inArray(bookings.status, ["requested", "held", "confirmed"]),
      ),
    );
}

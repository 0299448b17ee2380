import { eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aBooking, hour } from "./a-booking.ts";

/** A booking that waits for the practice's yes, for two hours. */
export async function aRequest(house: TestHouse, hours = 2) {
  const booking = await aBooking(house);
  const holdsUntil = new Date(house.clock.now.getTime() + hours * hour);
  await house.house.db
    .update(bookings)
    .set({ status: "requested", heldFor: "approval", holdsUntil })
    .where(eq(bookings.id, booking.booked.id));
  return booking;
}

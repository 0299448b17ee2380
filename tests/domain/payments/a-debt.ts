import { markAttended } from "#app/domain/bookings/mark.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import type { TestHouse } from "#tests/support/house.ts";
import type { TestPractice } from "#tests/support/practice.ts";

const hour = 3_600_000;

/** A session of 85 euros somebody came to and has not paid, an hour after it ended; `client` is theirs if it is not somebody new's. */
export async function aDebt(
  house: TestHouse,
  practice: TestPractice,
  client?: Awaited<ReturnType<TestPractice["aClient"]>>,
) {
  const who = client ?? (await practice.aClient());
  if (!client) await who.begin();
  const now = house.clock.now.getTime();
  const startsAt = now - (now % (24 * hour)) + 34 * hour;
  const { id: bookingId } = await granted(who.book(practice.wish({ typeSlug: "session", startsAt })));
  house.clock.now = new Date(startsAt + 2 * hour);
  await granted(markAttended(practice.own, bookingId));
  return { client: who, bookingId, startsAt };
}

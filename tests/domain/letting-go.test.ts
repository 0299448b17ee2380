import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import * as inBookings from "#app/domain/bookings/forget.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import * as bookingsRehome from "#app/domain/bookings/rehome.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import * as inClients from "#app/domain/clients/forget.ts";
import * as clientsRehome from "#app/domain/clients/rehome.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

async function bookedWithNote(note: string, startsAt: string) {
  const reply = await book(practice.ctx, practice.wish({ note, startsAt: Date.parse(startsAt) }));
  if (!reply.ok) throw new Error(reply.refusal);
  const found = await findBooking(practice.ctx, reply.value.id);
  return found!.booking;
}

test("a merged client's bookings, people and words belong to the other, and can still be read", async () => {
  const [kept, merged] = [
    await bookedWithNote("mine", "2027-02-05T09:00:00Z"),
    await bookedWithNote("theirs", "2027-02-05T10:00:00Z"),
  ];
  const wish = { from: merged.clientId, to: kept.clientId };
  await bookingsRehome.rehome(practice.ctx, wish);
  await clientsRehome.rehome(practice.ctx, wish);

  expect(await readWords(practice.ctx, { id: merged.id, clientId: kept.clientId }, "note")).toBe("theirs");
  expect(await readWords(practice.ctx, { id: kept.id, clientId: kept.clientId }, "note")).toBe("mine");
  const { rows } = await house.database.pool.query(
    "select count(*)::int as left from participants where client_id = $1",
    [merged.clientId],
  );
  expect(rows[0].left).toBe(0);
});

test("a forgotten client leaves no name, no address and no word, and the time stays given", async () => {
  const booking = await bookedWithNote("the most private words", "2027-02-05T11:00:00Z");
  await inBookings.forget(practice.ctx, booking.clientId);
  await inClients.forget(practice.ctx, booking.clientId);

  const { rows } = await house.database.pool.query("select * from bookings where id = $1", [booking.id]);
  expect(rows[0]).toMatchObject({ guest_name: "Erased", guest_email: "erased@invalid", status: "confirmed" });
  const people = await house.database.pool.query("select * from participants where client_id = $1", [
    booking.clientId,
  ]);
  expect(people.rows).toMatchObject([{ name: "Erased", email: null, user_id: null }]);
  await expect(readWords(practice.ctx, booking, "note")).resolves.toBeNull();
});

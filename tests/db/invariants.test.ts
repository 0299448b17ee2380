import { afterEach, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";

// Each promise is broken once by hand, in a database of its own whose constraint is dropped first, and has to be seen.

let house: TestHouse;
let practice: TestPractice;

beforeEach(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterEach(() => house.close());

const ten = Date.parse("2027-02-04T10:00:00Z");
const minute = 60_000;

async function aBooking(startsAt = ten, note?: string) {
  const booked = await book(practice.ctx, practice.wish({ startsAt, note }));
  if (!booked.ok) throw new Error(booked.refusal);
  return booked.value;
}

const byHand = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);
const broken = (secrets: string[] = []) => findBroken(house.database.pool, { secrets });

test("a practice that nobody tampered with keeps every promise", async () => {
  await aBooking(ten, "a word between us");
  await aBooking(ten + 60 * minute);
  expect(await broken(["a word between us"])).toEqual([]);
});

test("two sessions inside each other's buffers are seen", async () => {
  await offer(practice.ctx, aType({ slug: "roomy", kind: "discovery", minutes: 20, bufferAfter: 30 }), [
    practice.therapistId,
  ]);
  await book(practice.ctx, practice.wish({ typeSlug: "roomy", startsAt: ten }));
  await byHand(
    "alter table appointments drop constraint appointments_no_overlap, drop constraint appointments_keep_clear_before",
  );
  const later = await aBooking(ten + 60 * minute);
  expect(await broken()).toEqual([]);
  await byHand(
    "update appointments set starts_at = $1, ends_at = $2, blocked = tstzrange($1, $2), ahead = tstzrange($1, $2) where id = (select appointment_id from bookings where id = $3)",
    [new Date(ten + 49 * minute), new Date(ten + 69 * minute), later.id],
  );
  expect(await broken()).toEqual([expect.stringContaining("closer than the larger")]);
});

test("a second person in a seat for one is seen", async () => {
  const [first, second] = [await aBooking(ten), await aBooking(ten + 60 * minute)];
  await byHand(
    "update bookings set appointment_id = (select appointment_id from bookings where id = $1) where id = $2",
    [first.id, second.id],
  );
  expect((await broken()).join()).toMatch(/beyond its seats/);
});

test("one client in two seats of one group is seen", async () => {
  const [first, second] = [await aBooking(ten), await aBooking(ten + 60 * minute)];
  await byHand("drop index bookings_one_place_per_client");
  await byHand(
    "update bookings set appointment_id = one.appointment_id, client_id = one.client_id from bookings one where one.id = $1 and bookings.id = $2",
    [first.id, second.id],
  );
  await byHand("update appointments set capacity = 8");
  expect(await broken()).toEqual([expect.stringContaining("two places")]);
});

test("time that is held for nobody is seen, and a booking without its time", async () => {
  const { id } = await aBooking();
  await byHand("update appointments set occupies = false");
  expect(await broken()).toEqual([expect.stringContaining("occupy its time")]);
  await byHand("update appointments set occupies = true");
  await byHand("update bookings set status = 'cancelled', cancelled_by = 'client' where id = $1", [id]);
  expect(await broken()).toEqual([expect.stringContaining("occupy its time")]);
});

test("a job asked for twice is seen", async () => {
  await aBooking();
  await byHand(
    "insert into pgboss.job (name, data) select name, data from pgboss.job where data->>'job' = 'mail_client_confirmed'",
  );
  expect(await broken()).toEqual([expect.stringContaining("asked for twice")]);
});

test("a job that was lost is seen", async () => {
  await aBooking();
  await byHand("delete from pgboss.job where data->>'job' = 'mail_therapist_booked'");
  expect(await broken()).toEqual([expect.stringContaining("caused no job")]);
});

test("a job called done that sent no letter is seen", async () => {
  await aBooking();
  await byHand("update pgboss.job set state = 'completed' where data->>'job' = 'mail_client_confirmed'");
  expect(await broken()).toEqual([expect.stringContaining("never handed over")]);
});

test("a letter nobody is working on any more is seen", async () => {
  const { id } = await aBooking();
  await byHand("update pgboss.job set state = 'cancelled' where data->>'job' = 'mail_client_confirmed'");
  await byHand(
    "insert into deliveries (id, practice_id, key, letter, subject_id, recipient) values (gen_random_uuid(), $1, $2, 'client_confirmed', $3, 'a@b.test')",
    [practice.ctx.practiceId, `client:confirmed:${id}:0`, id],
  );
  expect(await broken()).toEqual([expect.stringContaining("nobody settled it")]);
});

test("a gated kind behind a shut door is seen", async () => {
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(minute);
  expect((await client.book(practice.wish({ typeSlug: "session", startsAt: ten }))).ok).toBe(true);
  expect(await broken()).toEqual([]);
  await byHand("update care_relationships set discovery_completed_at = $1", [
    new Date(house.clock.now.getTime() + minute),
  ]);
  expect(await broken()).toEqual([expect.stringContaining("doors were shut")]);
});

test("a private link or a private word in plain is seen wherever it stands", async () => {
  const { token } = await aBooking(ten, "between us");
  await byHand("update pgboss.job set output = $1 where data->>'job' = 'mail_client_confirmed'", [
    { link: `https://x.test/book/manage/${token}` },
  ]);
  expect(await broken()).toEqual(expect.arrayContaining([expect.stringContaining("In plain in pgboss.job")]));
  await byHand("update pgboss.job set output = null");
  await byHand("update users set name = 'said between us aloud'");
  expect((await broken(["between us"]))[0]).toMatch("10. In plain in public.users: between us");
  await byHand("update users set name = 'x'");
  await byHand("alter table booking_words no force row level security");
  await byHand("update booking_words set sealed = convert_to('said between us', 'utf8')");
  expect((await broken(["between us"]))[0]).toMatch("10. In plain in public.booking_words: between us");
});

test("a booking whose old link still opens is seen", async () => {
  const { id } = await aBooking();
  await byHand("update bookings set sequence = 1 where id = $1", [id]);
  expect((await broken()).join()).toMatch(/no living link of its own sequence/);
});

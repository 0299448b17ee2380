import { afterEach, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
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

/** The same, when a client paid for a session in cash and came to it. */
async function aPaidSession() {
  const client = await practice.aClient();
  await client.begin();
  const { id } = await granted(client.book(practice.wish({ typeSlug: "session", startsAt: ten })));
  const cash = { id: newId(), bookingId: id, amount: 8500, method: "cash", paidAt: house.clock.now } as const;
  await granted(recordPayment(practice.own, cash));
  house.clock.now = new Date(ten + 60 * minute);
  await granted(markAttended(practice.own, id));
  expect(await broken()).toEqual([]);
  return id;
}

const unlocked = "alter table ledger_entries disable trigger user";

test("books that are out of balance, and money they do not hold, are seen", async () => {
  await aPaidSession();
  await byHand(unlocked);
  await byHand("update ledger_entries set amount = amount - 1 where account = 'bank_and_cash'");
  expect((await broken()).join()).toMatch(/does not sum to zero.*other money of a payment/);
});

test("a session that is owed beside the books is seen", async () => {
  const id = await aPaidSession();
  await byHand("update bookings set price = 9000 where id = $1", [id]);
  expect((await broken()).join()).toMatch(/is still owed, or one that is owed/);
});

test("a payment that is more than its parts is seen, and one of which more went back than came", async () => {
  const id = await aPaidSession();
  await granted(giveBack(practice.own, { id: newId(), bookingId: id, amount: 8500 }));
  expect(await broken()).toEqual([]);
  await byHand("update payments set amount = 8400");
  expect((await broken()).join()).toMatch(/More went back.*not the whole of it/);
});

test("a code that was used once too often is seen", async () => {
  const id = await aPaidSession();
  await byHand(
    `insert into promo_codes (id, practice_id, code, percent, total_limit, created_at, changed_at)
     values ($1, $2, 'ONCE', 10, 1, now(), now())`,
    [id, practice.ctx.practiceId],
  );
  await aBooking(ten + 300 * minute);
  await byHand("update bookings set code_id = $1", [id]);
  expect((await broken()).join()).toMatch(/A code was used more often/);
});

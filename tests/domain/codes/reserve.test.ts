import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bookInstead } from "#app/domain/bookings/book-instead.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { ask } from "#app/domain/reception/ask.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { aCode, aKnownClient, bookSession } from "./a-code.ts";

let open: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  open = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(open.house);
});
afterEach(async () => expect(await findBroken(open.database.pool)).toEqual([]));
afterAll(() => open.close());

const hour = 3_600_000;
const day = 24 * hour;
const ten = Date.parse("2027-02-04T10:00:00Z");

type Client = Awaited<ReturnType<typeof aKnownClient>>;
const aClient = () => aKnownClient(practice);
const bookWith = (client: Client, code: string | undefined, startsAt?: number) =>
  bookSession(open, practice, client, { code, startsAt });

async function bookingOf(id: string) {
  const { rows } = await open.database.pool.query(
    "select price, discount, code_id, status from bookings where id = $1",
    [id],
  );
  return rows[0];
}

const cancelFor = (client: Client, bookingId: string) =>
  cancel(client.ctx, { bookingId, therapistId: practice.therapistId, by: "client" });

test("a code lowers the price that is kept with the booking, however it is written", async () => {
  const codeId = await aCode(practice.own, { code: "Spring-20", percent: 20 });
  const booked = await bookWith(await aClient(), " sPRING-20 ");
  if (!booked.ok) throw new Error(booked.refusal);
  expect(await bookingOf(booked.value.id)).toMatchObject({ price: 8500, discount: 1700, code_id: codeId });
});

test("a code that does not apply books nothing and leaves the time free", async () => {
  const client = await aClient();
  expect(await bookWith(client, "NOTHING", ten)).toEqual({ ok: false, refusal: "code_unknown" });
  const { rows } = await open.database.pool.query("select id from appointments where therapist_id = $1", [
    practice.therapistId,
  ]);
  expect(rows).toEqual([]);
  expect(await bookWith(client, undefined, ten)).toMatchObject({ ok: true });
});

test("another practice's code is unknown", async () => {
  const other = await aPractice(open.house);
  await aCode(other.own, { code: "THEIRS" });
  expect(await bookWith(await aClient(), "THEIRS")).toEqual({ ok: false, refusal: "code_unknown" });
});

test("a first call is free, so a code takes nothing off, whoever asks and whatever the code", async () => {
  await aCode(practice.own);
  const wish = (code: string) => ({ call: "page" as const, wish: practice.wish({ code }) });
  expect(await ask(practice.ctx, wish("SPRING"))).toMatchObject({ refusal: "code_for_free" });
  expect(await ask(practice.ctx, wish("NOTHING"))).toMatchObject({ refusal: "code_for_free" });
});

test("one for another session type or another therapist does not apply here", async () => {
  const { sessionTypeId } = await offer(practice.ctx, aType({ slug: "long", price: 12_000 }), [
    practice.therapistId,
  ]);
  await aCode(practice.own, { code: "LONG", sessionTypeIds: [sessionTypeId] });
  await aCode(practice.own, { code: "TESS", therapistIds: [practice.therapistId] });
  const client = await aClient();
  expect(await bookWith(client, "LONG")).toMatchObject({ refusal: "code_other_type" });
  expect(await bookWith(client, "TESS")).toMatchObject({ ok: true });
});

test("its days are those of the practice's zone", async () => {
  const far = await aPractice(open.house, { zone: "Pacific/Auckland" });
  const client = await far.aClient();
  await client.begin();
  const wish = (code: string) =>
    client.book(far.wish({ typeSlug: "session", startsAt: Date.parse("2027-02-06T21:00:00Z"), code }));
  // Noon of the 3rd in London is one in the morning of the 4th in Auckland.
  await aCode(far.own, { code: "TODAY", validFrom: "2027-02-04", validUntil: "2027-02-04" });
  await aCode(far.own, { code: "YESTERDAY", validUntil: "2027-02-03" });
  await aCode(far.own, { code: "TOMORROW", validFrom: "2027-02-05" });
  expect(await wish("YESTERDAY")).toMatchObject({ refusal: "code_over" });
  expect(await wish("TOMORROW")).toMatchObject({ refusal: "code_not_yet" });
  expect(await wish("TODAY")).toMatchObject({ ok: true });
});

test("a use is given back by cancelling in time, and not by cancelling late", async () => {
  await aCode(practice.own, { code: "ONCE", totalLimit: 1 });
  const [ann, ben] = [await aClient(), await aClient()];
  const inTime = open.clock.now.getTime() + 3 * hour;
  const first = await bookWith(ann, "ONCE", inTime);
  expect(await bookWith(ben, "ONCE")).toMatchObject({ refusal: "code_used_up" });
  if (!first.ok) throw new Error(first.refusal);
  await cancelFor(ann, first.value.id);

  const second = await bookWith(ben, "ONCE", inTime);
  if (!second.ok) throw new Error(second.refusal);
  open.clock.advance(2 * hour);
  expect(await cancelFor(ben, second.value.id)).toMatchObject({ value: { isLate: true } });
  expect(await bookWith(ann, "ONCE")).toMatchObject({ refusal: "code_used_up" });
});

test("a use is given back when its hold is let go, and not a moment before", async () => {
  await aCode(practice.own, { code: "ONCE", totalLimit: 1 });
  const [ann, ben] = [await aClient(), await aClient()];
  const held = await bookWith(ann, "ONCE", ten + 3 * day);
  if (!held.ok) throw new Error(held.refusal);
  await open.database.pool.query(
    "update bookings set status = 'held', sequence = sequence + 1, held_for = 'payment', holds_until = $1 where id = $2",
    [new Date(open.clock.now.getTime() + hour / 2), held.value.id],
  );
  open.clock.advance(hour / 2);
  expect(await bookWith(ben, "ONCE", ten + 4 * day)).toMatchObject({ refusal: "code_used_up" });
  await expireHolds(open.house);
  expect(await bookWith(ben, "ONCE", ten + 4 * day)).toMatchObject({ ok: true });
});

test("each person has their own count, and a first paid session is a first one", async () => {
  await aCode(practice.own, { code: "EACH", perClientLimit: 1 });
  await aCode(practice.own, { code: "FIRST", firstPaidOnly: true });
  const [ann, ben] = [await aClient(), await aClient()];
  expect(await bookWith(ann, "FIRST")).toMatchObject({ ok: true });
  expect(await bookWith(ann, "FIRST")).toMatchObject({ refusal: "code_first_only" });
  expect(await bookWith(ann, "EACH")).toMatchObject({ ok: true });
  expect(await bookWith(ann, "EACH")).toMatchObject({ refusal: "code_used_by_you" });
  expect(await bookWith(ben, "EACH")).toMatchObject({ ok: true });
});

test("a time taken in place of one the practice called off costs the same, and no limit is passed for it", async () => {
  await aCode(practice.own, { code: "ONCE", percent: 20, totalLimit: 1 });
  const [ann, ben] = [await aClient(), await aClient()];
  const lost = await bookWith(ann, "ONCE", ten + 10 * day);
  if (!lost.ok) throw new Error(lost.refusal);
  await cancel(practice.own, { bookingId: lost.value.id, therapistId: practice.therapistId, by: "practice" });
  const instead = (days: number) =>
    bookInstead(ann.ctx, { bookingId: lost.value.id, startsAt: ten + days * day, wasAsked: false });

  const first = await instead(11);
  if (!first.ok) throw new Error(first.refusal);
  expect(await bookingOf(first.value.id)).toMatchObject({ price: 8500, discount: 1700 });
  await cancelFor(ann, first.value.id);

  expect(await bookWith(ben, "ONCE", ten + 12 * day)).toMatchObject({ ok: true });
  const second = await instead(13);
  if (!second.ok) throw new Error(second.refusal);
  expect(await bookingOf(second.value.id)).toMatchObject({ price: 6800, discount: 0, code_id: null });
});

test("the same wish sent twice uses a code once, and a code that did not apply says so again", async () => {
  const codeId = await aCode(practice.own, { code: "ONCE", totalLimit: 1 });
  const client = await aClient();
  const asking = (code: string) => ({
    call: "page" as const,
    key: newId(),
    wish: practice.wish({ typeSlug: "session", startsAt: ten + 5 * day, code }),
  });
  const [good, bad] = [asking("ONCE"), asking("NOTHING")];
  expect(await ask(client.ctx, bad)).toMatchObject({ refusal: "code_unknown" });
  expect(await ask(client.ctx, bad)).toMatchObject({ refusal: "code_unknown" });
  const first = await ask(client.ctx, good);
  expect(await ask(client.ctx, good)).toEqual(first);
  const { rows } = await open.database.pool.query("select id from bookings where code_id = $1", [codeId]);
  expect(rows).toHaveLength(1);
});

test("a session with a code that was attended is in the books at list price, with the discount beside it", async () => {
  await aCode(practice.own, { percent: 20 });
  const startsAt = Math.ceil(open.clock.now.getTime() / day) * day + day + 12 * hour;
  const booked = await bookWith(await aClient(), "SPRING", startsAt);
  if (!booked.ok) throw new Error(booked.refusal);
  open.clock.advance(3 * day);
  await markAttended(practice.own, booked.value.id);
  const { rows } = await open.database.pool.query(
    "select account, sum(amount)::int as sum from ledger_entries where booking_id = $1 group by account having sum(amount) <> 0 order by 1",
    [booked.value.id],
  );
  expect(rows).toEqual([
    { account: "discounts", sum: 1700 },
    { account: "receivable", sum: 6800 },
    { account: "session_revenue", sum: -8500 },
  ]);
});

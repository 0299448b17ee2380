import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { changeCode, makeCode, switchCode } from "#app/domain/codes/change.ts";
import { ask } from "#app/domain/reception/ask.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { aCode, aDraft } from "./a-code.ts";

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
type Client = Awaited<ReturnType<TestPractice["aClient"]>>;

async function aClient(): Promise<Client> {
  const client = await practice.aClient();
  await client.begin();
  return client;
}

let booked = 0;

/** Book a paid session for a client with a code: tomorrow or later, each time another start, unless one is named. */
function bookWith(client: Client, code: string | undefined, startsAt?: number) {
  booked += 1;
  const midnight = open.clock.now.getTime() - (open.clock.now.getTime() % day);
  const next = midnight + (1 + (booked % 20)) * day + 14 * hour;
  return client.book(practice.wish({ typeSlug: "session", startsAt: startsAt ?? next, code }));
}

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

test("a change of the code leaves alone what was booked, and no limit falls under what was used", async () => {
  const id = await aCode(practice.own, { code: "FALL", percent: 20 });
  const client = await aClient();
  const booked = await bookWith(client, "FALL");
  if (!booked.ok) throw new Error(booked.refusal);
  await bookWith(client, "FALL");
  const change = (wishes: Parameters<typeof aDraft>[0]) =>
    changeCode(practice.own, id, aDraft({ code: "FALL", ...wishes }));

  expect(await change({ totalLimit: 1 })).toEqual({ ok: false, refusal: "below_uses" });
  expect(await change({ perClientLimit: 1 })).toEqual({ ok: false, refusal: "below_own_uses" });
  expect(await change({ percent: 50, totalLimit: 2 })).toMatchObject({ ok: true });
  expect(await bookingOf(booked.value.id)).toMatchObject({ discount: 1700 });
  expect(await bookWith(client, "FALL")).toMatchObject({ refusal: "code_used_up" });
});

test("switched off it takes nothing off, and switched on again it does", async () => {
  const id = await aCode(practice.own);
  const client = await aClient();
  expect(await switchCode(practice.own, id, false)).toBe(true);
  expect(await switchCode(practice.own, id, false)).toBe(true);
  expect(await bookWith(client, "SPRING")).toMatchObject({ refusal: "code_off" });
  await switchCode(practice.own, id, true);
  expect(await bookWith(client, "SPRING")).toMatchObject({ ok: true });
});

test("two codes of the same letters are one too many, and what is another practice's cannot be named", async () => {
  const other = await aPractice(open.house);
  await aCode(practice.own, { code: "Spring" });
  await aCode(other.own, { code: "SPRING" });
  expect(await makeCode(practice.own, aDraft({ code: "sPrInG" }))).toEqual({
    ok: false,
    refusal: "name_taken",
  });
  const id = await aCode(practice.own, { code: "AUTUMN" });
  expect(await changeCode(practice.own, id, aDraft({ code: "spring" }))).toMatchObject({
    refusal: "name_taken",
  });
  expect(await makeCode(practice.own, aDraft({ code: "X1", therapistIds: [other.therapistId] }))).toEqual({
    ok: false,
    refusal: "unknown_scope",
  });
  expect(await changeCode(other.own, id, aDraft({ code: "OURS" }))).toBeNull();
  expect(await switchCode(other.own, id, false)).toBe(false);
});

test("whoever may not change codes changes none", async () => {
  const id = await aCode(practice.own);
  for (const roles of [["therapist"], ["biller"], ["scheduler"], ["supervisor"]] as const) {
    const ctx = { ...practice.own, actor: { ...practice.own.actor, roles } };
    expect(await makeCode(ctx, aDraft({ code: "MINE" }))).toBeNull();
    expect(await changeCode(ctx, id, aDraft({ percent: 90 }))).toBeNull();
    expect(await switchCode(ctx, id, false)).toBe(false);
  }
  const { rows } = await open.database.pool.query(
    "select percent, is_active from promo_codes where id = $1",
    [id],
  );
  expect(rows).toEqual([{ percent: 10, is_active: true }]);
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

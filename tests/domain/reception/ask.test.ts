import { and, count, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bookings } from "#app/db/schema/bookings.ts";
import type { Wish } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { type Asking, ask, type Reply } from "#app/domain/reception/ask.ts";
import { forgetAsked } from "#app/domain/reception/forget-asked.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let open: TestHouse;
let practice: TestPractice;
let keys = 0;

const noon = new Date("2027-02-03T12:00:00Z");

beforeAll(async () => {
  open = await aHouse();
});
beforeEach(async () => {
  open.clock.now = noon;
  practice = await aPractice(open.house);
});
afterAll(() => open.close());

/** A wish with a key nobody used before. */
function anAsking(wish: Partial<Wish> & { code?: string } = {}): Asking & { key: string } {
  keys += 1;
  return { call: "api", key: `key ${keys}`, wish: { ...practice.wish({}), ...wish } };
}

async function bookingsOf({ therapistId }: TestPractice): Promise<number> {
  const [found] = await open.house.db
    .select({ count: count() })
    .from(bookings)
    .where(and(eq(bookings.practiceId, practice.ctx.practiceId), eq(bookings.therapistId, therapistId)));
  return found?.count ?? 0;
}

const tokenIn = (reply: Reply) => (reply.ok ? reply.value.token : reply.refusal);

test("without a key each asking is a wish of its own", async () => {
  const { wish } = anAsking();

  expect(await ask(practice.ctx, { call: "page", wish })).toMatchObject({ ok: true });
  expect(await ask(practice.ctx, { call: "page", wish })).toMatchObject({ ok: false, refusal: "slot_taken" });
});

test("the same key with the same words is answered the same and books once", async () => {
  const asking = anAsking();

  const first = await ask(practice.ctx, asking);
  const second = await ask(practice.ctx, asking);

  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
  expect(await bookingsOf(practice)).toBe(1);
});

test.each<[string, Partial<Wish>]>([
  ["another time", { startsAt: Date.parse("2027-02-05T10:00:00Z") }],
  ["another name", { name: "Somebody else" }],
  ["a note more", { note: "One more thing" }],
])("the same key with %s is refused and books nothing more", async (_, other) => {
  const asking = anAsking();
  await ask(practice.ctx, asking);

  const reply = await ask(practice.ctx, { ...asking, wish: { ...asking.wish, ...other } });

  expect(reply).toEqual({ ok: false, refusal: "key_reused", nearest: [] });
  expect(await bookingsOf(practice)).toBe(1);
});

test("ten at once with one key are one booking, and all ten hear of it", async () => {
  const asking = anAsking();

  const replies = await Promise.all(Array.from({ length: 10 }, () => ask(practice.ctx, asking)));

  expect(replies.every(({ ok }) => ok)).toBe(true);
  expect(new Set(replies.map(tokenIn)).size).toBe(1);
  expect(await bookingsOf(practice)).toBe(1);
});

test("ten at once with one key and ten wishes are one booking and nine refusals", async () => {
  const { key } = anAsking();
  const askings = Array.from({ length: 10 }, () => ({ ...anAsking(), key }));

  const replies = await Promise.all(askings.map((asking) => ask(practice.ctx, asking)));

  expect(replies.map((reply) => (reply.ok ? "booked" : reply.refusal)).sort()).toEqual([
    "booked",
    ...Array(9).fill("key_reused"),
  ]);
  expect(await bookingsOf(practice)).toBe(1);
});

test("after a crash in the midst of it the same key books as if it had never been sent", async () => {
  const asking = anAsking();
  const crashing = { ...practice.ctx, enqueue: () => Promise.reject(new Error("the power went")) };

  await expect(ask(crashing, asking)).rejects.toThrow("the power went");
  expect(await bookingsOf(practice)).toBe(0);

  expect(await ask(practice.ctx, asking)).toMatchObject({ ok: true });
  expect(await ask(practice.ctx, asking)).toMatchObject({ ok: true });
  expect(await bookingsOf(practice)).toBe(1);
});

test("a refusal is said again too, with the times that are near now", async () => {
  await ask(practice.ctx, anAsking());
  const asking = anAsking();

  const first = await ask(practice.ctx, asking);
  const second = await ask(practice.ctx, asking);

  expect(first).toMatchObject({ ok: false, refusal: "slot_taken" });
  expect(second).toEqual(first);
  expect(first.ok ? [] : first.nearest).toContain(asking.wish.startsAt - 20 * 60_000);
});

test("the answer stays the same after the booking was called off", async () => {
  const asking = anAsking();
  const first = await ask(practice.ctx, asking);
  if (!first.ok) throw new Error(first.refusal);
  await cancel(practice.ctx, { bookingId: first.value.id, therapistId: practice.therapistId, by: "client" });

  expect(await ask(practice.ctx, asking)).toEqual(first);
});

test("a page and a program may use the same key for different wishes", async () => {
  const asking = anAsking();
  const other = {
    ...anAsking({ startsAt: Date.parse("2027-02-05T10:00:00Z") }),
    key: asking.key,
    call: "page" as const,
  };

  expect(await ask(practice.ctx, asking)).toMatchObject({ ok: true });
  expect(await ask(practice.ctx, other)).toMatchObject({ ok: true });
});

test("a key of one practice tells another nothing", async () => {
  const asking = anAsking();
  await ask(practice.ctx, asking);
  const other = await aPractice(open.house);

  const reply = await ask(other.ctx, { ...asking, wish: { ...asking.wish, therapistId: other.therapistId } });

  expect(reply).toMatchObject({ ok: false, refusal: "key_reused" });
});

test("a key is forgotten after a day and then stands for a new wish", async () => {
  const asking = anAsking();
  await ask(practice.ctx, asking);

  open.clock.advance(23 * 3_600_000);
  await forgetAsked(open.house);
  expect(await ask(practice.ctx, asking)).toMatchObject({ ok: true });

  open.clock.advance(2 * 3_600_000);
  await forgetAsked(open.house);
  expect(await ask(practice.ctx, asking)).toMatchObject({ ok: false });
});

test("a code cannot lower what is free", async () => {
  expect(await ask(practice.ctx, anAsking({ code: "SPRING" }))).toEqual({
    ok: false,
    refusal: "code_for_free",
    nearest: [],
  });
  expect(await bookingsOf(practice)).toBe(0);
});

test("a type nobody offers is not there", async () => {
  expect(await ask(practice.ctx, anAsking({ typeSlug: "nothing" }))).toEqual({
    ok: false,
    refusal: "not_offered",
    nearest: [],
  });
});

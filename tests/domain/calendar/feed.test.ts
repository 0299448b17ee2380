import ical, { type VEvent } from "node-ical";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { endFeed, makeFeed, ownFeed, readFeed } from "#app/domain/calendar/feed.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeEach(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterEach(() => house.close());

const nine = Date.parse("2027-02-08T09:00:00Z");
const day = 86_400_000;

async function booked(startsAt: number, name = "Canaryname") {
  const client = await practice.aClient();
  await client.begin();
  const wish = practice.wish({
    typeSlug: "session",
    startsAt,
    name,
    email: client.email,
    note: "Canarynote",
  });
  return granted(client.book(wish));
}

async function tokenOf(who: MemberCtx): Promise<string> {
  const feed = await ownFeed(who);
  return /\/calendar\/([\w-]{43})\.ics$/.exec(feed?.url ?? "")?.[1] ?? "";
}

async function read(token?: string): Promise<{ text: string; events: VEvent[] }> {
  const text = (await readFeed(house.house, token ?? (await tokenOf(practice.own)))) ?? "";
  const events = Object.values(ical.sync.parseICS(text)).filter((one) => one?.type === "VEVENT");
  return { text, events: events as VEvent[] };
}

test("a feed says when its therapist is taken and where that is to be found, and nothing of who or what", async () => {
  const { id } = await booked(nine);
  await makeFeed(practice.own);
  const { text, events } = await read();
  expect(events).toMatchObject([
    {
      summary: "Busy",
      start: new Date(nine),
      end: new Date(nine + 50 * 60_000),
      description: `http://localhost:3000/practice/bookings/${id}`,
      status: "CONFIRMED",
      sequence: 0,
      dtstamp: house.clock.now,
    },
  ]);
  expect(text).not.toMatch(/canary|session"?$|discovery|tess|client/im);
  expect(text).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
  expect(text.replace(/\r\n/g, "")).not.toContain("\n");
});

test("the same appointments make the same bytes; a move keeps its name, and raises its sequence and its stamp", async () => {
  const { id, sequence } = await booked(nine);
  await makeFeed(practice.own);
  const before = await read();
  house.clock.advance(60_000);
  expect((await read()).text).toBe(before.text);
  await granted(
    moveKnowingly(practice.own, { bookingId: id, sequence, startsAt: nine + day, knowingly: true }),
  );
  const [moved] = (await read()).events;
  expect(moved).toMatchObject({ start: new Date(nine + day), sequence: 1, dtstamp: house.clock.now });
  expect(moved?.uid).toBe(before.events[0]?.uid);
});

test("what is called off, held or of a month ago is not in it; what is over since stays a month", async () => {
  const { id, sequence } = await booked(nine);
  await booked(nine + day);
  await practice.aClient().then(({ book }) => book(practice.wish({ startsAt: nine + 2 * day })));
  await house.database.pool.query(
    "update bookings set status = 'held', held_for = 'payment', holds_until = now() + interval '1 year' where guest_name like 'Guest%'",
  );
  await makeFeed(practice.own);
  await granted(callOff(practice.own, { bookingId: id, sequence }));
  const starts = async () => (await read()).events.map(({ start }) => start.getTime());
  expect(await starts()).toEqual([nine + day]);
  house.clock.now = new Date(nine + 31 * day);
  expect(await starts()).toEqual([nine + day]);
  house.clock.now = new Date(nine + 31 * day + 50 * 60_000);
  expect(await starts()).toEqual([]);
});

test("a feed is its therapist's alone", async () => {
  await booked(nine);
  const { other, manager } = await colleagues(practice);
  await makeFeed(other);
  expect((await read(await tokenOf(other))).events).toEqual([]);
  expect(await ownFeed(practice.own)).toBeNull();
  expect(await makeFeed(manager)).toBeNull();
  expect(await endFeed(practice.own)).toBeNull();
  expect(await ownFeed(other)).not.toBeNull();
});

test("made anew, the address before is dead; ended, all are; and none of them lies in the database", async () => {
  await makeFeed(practice.own);
  const first = await tokenOf(practice.own);
  expect(await tokenOf(practice.own)).toBe(first);
  house.clock.advance(1_000);
  await makeFeed(practice.own);
  const second = await tokenOf(practice.own);
  expect(second).not.toBe(first);
  expect(await readFeed(house.house, first)).toBeNull();
  expect(await readFeed(house.house, second)).not.toBeNull();
  const { rows } = await house.database.pool.query("select t::text as row from calendar_feeds t");
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${first}|${second}`));
  expect(await endFeed(practice.own)).toBe(true);
  expect(await readFeed(house.house, second)).toBeNull();
  expect(await ownFeed(practice.own)).toBeNull();
});

test("whoever left the practice has no feed any more", async () => {
  await makeFeed(practice.own);
  const token = await tokenOf(practice.own);
  await house.database.pool.query("update members set ended_at = now() where id = $1", [practice.memberId]);
  expect(await readFeed(house.house, token)).toBeNull();
});

test("two that make one at once leave one", async () => {
  await Promise.all([1, 2, 3].map(() => makeFeed(practice.own)));
  const { rows } = await house.database.pool.query(
    "select count(*)::int as open from calendar_feeds where ended_at is null",
  );
  expect(rows).toEqual([{ open: 1 }]);
});

test("that it was read is known, and not written each time", async () => {
  await makeFeed(practice.own);
  expect((await ownFeed(practice.own))?.readAt).toBeNull();
  await read();
  const first = house.clock.now;
  house.clock.advance(5 * 60_000);
  await read();
  expect((await ownFeed(practice.own))?.readAt).toEqual(first);
  house.clock.advance(6 * 60_000);
  await read();
  expect((await ownFeed(practice.own))?.readAt).toEqual(house.clock.now);
});

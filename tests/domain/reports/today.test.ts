import { afterEach, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { whereInTheDay } from "#app/domain/reports/rules.ts";
import { readDay } from "#app/domain/reports/today.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

const everyHour = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, length: 1440 }));
const at = (text: string) => Date.parse(`${text}Z`);

/** A practice open day and night, with calls at these instants. */
async function withCalls(zone: string, starts: string[]) {
  const practice = await aPractice(house.house, { zone, hours: everyHour });
  for (const start of starts) await granted(book(practice.ctx, practice.wish({ startsAt: at(start) })));
  const therapist = { id: practice.therapistId, zone };
  const starting = async (now: string) => {
    house.clock.now = new Date(at(now));
    const { visits } = await readDay(practice.own, therapist);
    return visits.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 16));
  };
  return { practice, therapist, starting };
}

test("a day begins and ends at the midnights of the therapist's own clock", async () => {
  const { starting } = await withCalls("America/New_York", [
    "2027-02-05T04:50",
    "2027-02-05T05:10",
    "2027-02-06T04:30",
  ]);
  expect(await starting("2027-02-05T04:59:59")).toEqual(["2027-02-05T04:50"]);
  // Ten minutes past midnight there, and a call that began before it still stands on the day that has begun.
  expect(await starting("2027-02-05T05:00")).toEqual([
    "2027-02-05T04:50",
    "2027-02-05T05:10",
    "2027-02-06T04:30",
  ]);
  expect(await starting("2027-02-06T05:00")).toEqual([]);
});

test("the days on which clocks change are as long as they are", async () => {
  house.clock.now = new Date("2027-03-01T12:00:00Z");
  const spring = await withCalls("Europe/Lisbon", [
    "2027-03-28T00:10",
    "2027-03-28T22:30",
    "2027-03-28T23:10",
  ]);
  expect(await spring.starting("2027-03-28T12:00")).toEqual(["2027-03-28T00:10", "2027-03-28T22:30"]);
  house.clock.now = new Date("2027-10-01T12:00:00Z");
  const autumn = await withCalls("Europe/Lisbon", [
    "2027-10-30T22:30",
    "2027-10-30T23:10",
    "2027-10-31T23:30",
  ]);
  expect(await autumn.starting("2027-10-31T12:00")).toEqual(["2027-10-30T23:10", "2027-10-31T23:30"]);
});

test("a week's sums are those of its Monday to Sunday, and sessions are counted one after the other", async () => {
  const { practice, therapist } = await withCalls("Europe/Lisbon", ["2027-02-07T23:20", "2027-02-08T09:00"]);
  const client = await practice.aClient();
  await client.begin();
  const ids: string[] = [];
  for (const day of ["08", "10", "12"]) {
    const wish = practice.wish({ typeSlug: "session", startsAt: at(`2027-02-${day}T15:00`) });
    ids.push((await granted(client.book(wish))).id);
  }
  house.clock.now = new Date("2027-02-10T18:00:00Z");
  await granted(markAttended(practice.own, ids[0]!));
  await granted(markAttended(practice.own, ids[1]!));
  const day = await readDay(practice.own, therapist);
  expect(day.visits.map(({ nth }) => nth)).toEqual([2]);
  expect(day.week).toEqual({ held: 2, booked: 4, calls: 1, fees: 17_000 });
  expect(day.after).toMatchObject({ startsAt: at("2027-02-12T15:00") });
});

test("a day out of reach is empty", async () => {
  const { practice, therapist } = await withCalls("Europe/Lisbon", ["2027-02-04T10:00"]);
  house.clock.now = new Date("2027-02-04T09:00:00Z");
  const as = (member: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, member),
  });
  const elsewhere = (await aPractice(house.house)).own;
  for (const ctx of [as({ roles: ["biller"] }), as({ roles: ["therapist"] }), elsewhere])
    expect((await readDay(ctx, therapist)).visits).toEqual([]);
  expect((await readDay(as({ roles: ["scheduler"] }), therapist)).visits).toHaveLength(1);
});

test("a pause is free when it is half an hour long, after what is on and before what comes", () => {
  const session = (from: number, until: number) => ({ startsAt: from * 60_000, endsAt: until * 60_000 });
  const [one, two, three] = [session(0, 50), session(60, 110), session(140, 190)];
  const where = (minute: number) => whereInTheDay([one, two, three], [one, two, three], minute * 60_000);
  expect(where(-5)).toEqual({ current: null, next: one, free: { from: two.endsAt, until: three.startsAt } });
  expect(where(10)).toMatchObject({ current: one, next: two, free: { until: three.startsAt } });
  expect(where(120)).toEqual({ current: null, next: three, free: null });
  expect(where(200)).toEqual({ current: null, next: null, free: null });
  expect(whereInTheDay([one, three], [one, two, three], 0)).toMatchObject({ next: three });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { type ListAsked, listBookings, pageLength } from "#app/domain/bookings/list.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { granted, hour } from "./a-booking.ts";

let house: TestHouse;
let practice: TestPractice;
const first = Date.parse("2027-02-04T08:00:00Z");
const total = 2 * pageLength + 3;
const ids: string[] = [];

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  for (let n = 0; n < total; n += 1) {
    const startsAt = first + Math.floor(n / 11) * 24 * hour + (n % 11) * hour;
    ids.push((await granted(book(practice.ctx, practice.wish({ startsAt, name: `Guest Nº${n}_%` })))).id);
  }
});
afterAll(() => house.close());

const list = (asked: Partial<ListAsked>, ctx: MemberCtx = practice.own) =>
  listBookings(ctx, { shelf: "coming", ...asked });
const idsOf = ({ lines }: Awaited<ReturnType<typeof listBookings>>) => lines.map(({ id }) => id);

test("a list is read to its end and back, every row once, in order", async () => {
  const pages = [await list({})];
  expect(pages[0]!.earlier).toBeNull();
  while (pages.at(-1)!.later) pages.push(await list({ later: pages.at(-1)!.later! }));
  expect(pages.map(({ lines }) => lines.length)).toEqual([pageLength, pageLength, 3]);
  expect(pages.flatMap(idsOf)).toEqual(ids);
  const back = await list({ earlier: pages[2]!.earlier! });
  expect(idsOf(back)).toEqual(idsOf(pages[1]!));
  expect(idsOf(await list({ earlier: back.earlier! }))).toEqual(idsOf(pages[0]!));
});

test("what comes or goes between two pages neither repeats nor hides a row", async () => {
  const page = await list({});
  await granted(
    cancel(practice.ctx, { bookingId: ids[3]!, therapistId: practice.therapistId, by: "practice" }),
  );
  const next = await list({ later: page.later! });
  expect(idsOf(next)).toEqual(ids.slice(pageLength, 2 * pageLength));
  expect(idsOf(await list({ shelf: "cancelled" }))).toEqual([ids[3]]);
});

test("past ones come latest first; a name and a date narrow the list, and a name is no pattern", async () => {
  house.clock.now = new Date(first + 400 * hour);
  const past = await list({ shelf: "past" });
  expect(idsOf(past)[0]).toBe(ids.at(-1));
  expect(past.later).toBeNull();
  expect(idsOf(await list({ shelf: "past", earlier: past.earlier! }))[0]).toBe(ids[total - pageLength - 1]);
  expect(idsOf(await list({ shelf: "past", search: "nº12" }))).toEqual([ids[12]]);
  expect(await list({ shelf: "past", search: "%%" })).toMatchObject({ lines: [] });
  const from = new Date(first + 3 * 24 * hour);
  expect(idsOf(await list({ shelf: "past", from })).length).toBe(total - 33);
  house.clock.now = new Date("2027-02-03T12:00:00Z");
});

test("everybody sees the bookings in their reach, and no others", async () => {
  const as = (member: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, member),
  });
  const elsewhere = await aPractice(house.house);
  for (const ctx of [as({ roles: ["biller"] }), as({ roles: ["therapist"] }), elsewhere.own])
    for (const shelf of ["coming", "past", "todo", "cancelled"] as const)
      expect(await list({ shelf, therapistId: practice.therapistId }, ctx)).toMatchObject({ lines: [] });
  expect((await list({}, as({ roles: ["scheduler"] }))).lines).toHaveLength(pageLength);
});

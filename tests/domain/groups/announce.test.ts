import { afterEach, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { announce } from "#app/domain/groups/announce.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;

beforeEach(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  await offer(
    practice.ctx,
    aType({ slug: "evening", kind: "event", minutes: 90, capacity: 12, isOpenToAll: true }),
    [practice.therapistId],
  );
});

afterEach(() => house.close());

const tomorrowAt = (time: string) => Date.parse(`2027-02-04T${time}:00Z`);
const announcement = (startsAt: number, typeSlug = "evening") => ({
  therapistId: practice.therapistId,
  typeSlug,
  startsAt,
  zone: "Europe/Lisbon",
});

test("an announced event takes its time before anybody has a seat, outside the hours too", async () => {
  const late = await announce(practice.ctx, announcement(tomorrowAt("20:30")));
  const inHours = await announce(practice.ctx, announcement(tomorrowAt("09:00")));

  expect(late).toMatchObject({ ok: true, value: { endsAt: tomorrowAt("22:00") } });
  expect(inHours.ok).toBe(true);
  expect(await book(practice.ctx, practice.wish({ startsAt: tomorrowAt("10:00") }))).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
});

test("an event is never announced over somebody's session", async () => {
  await book(practice.ctx, practice.wish({ startsAt: tomorrowAt("10:00") }));

  expect(await announce(practice.ctx, announcement(tomorrowAt("09:00")))).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
});

test("what is one-to-one, unknown or past cannot be announced", async () => {
  expect(await announce(practice.ctx, announcement(tomorrowAt("20:30"), "session"))).toEqual({
    ok: false,
    refusal: "not_offered",
  });
  expect(await announce(practice.ctx, announcement(tomorrowAt("20:30"), "dance"))).toEqual({
    ok: false,
    refusal: "not_offered",
  });
  expect(await announce(practice.ctx, announcement(house.clock.now.getTime()))).toEqual({
    ok: false,
    refusal: "already_over",
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { blockTime } from "#app/domain/availability/block-time.ts";
import { planTimeAway } from "#app/domain/availability/set-hours.ts";
import { book } from "#app/domain/bookings/book.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";

const minute = 60_000;
const day = 1440 * minute;
const types = [
  { slug: "plain", minutes: 20, bufferBefore: 0, bufferAfter: 0 },
  { slug: "after", minutes: 25, bufferBefore: 0, bufferAfter: 20 },
  { slug: "before", minutes: 30, bufferBefore: 15, bufferAfter: 0 },
  { slug: "both", minutes: 40, bufferBefore: 10, bufferAfter: 30 },
];
const pairs = types.flatMap((first) => types.map((second) => ({ first, second })));

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  for (const type of types)
    await offer(practice.ctx, aType({ ...type, kind: "discovery", step: 5 }), [practice.therapistId]);
});
afterAll(() => house.close());

const give = (typeSlug: string, startsAt: number) =>
  book(practice.ctx, practice.wish({ typeSlug, startsAt }));

test("between neighbours lies the larger buffer, never the sum, whichever of the two is booked first", async () => {
  let morning = Date.parse("2027-02-05T09:00:00Z");
  for (const { first, second } of pairs) {
    const gap = Math.max(first.bufferAfter, second.bufferBefore);
    const next = morning + (first.minutes + gap) * minute;
    const what = `${first.slug}, then ${second.slug}`;

    expect(await give(first.slug, morning), what).toMatchObject({ ok: true });
    expect(await give(second.slug, next - 5 * minute), `${what}, too close`).toEqual({
      ok: false,
      refusal: "slot_taken",
    });
    expect(await give(second.slug, next), what).toMatchObject({ ok: true });

    const noon = morning + 5 * 60 * minute;
    const after = noon + (first.minutes + gap) * minute;
    expect(await give(second.slug, after), `${what}, backwards`).toMatchObject({ ok: true });
    expect(await give(first.slug, noon + 5 * minute), `${what}, backwards, too close`).toEqual({
      ok: false,
      refusal: "slot_taken",
    });
    expect(await give(first.slug, noon), `${what}, backwards`).toMatchObject({ ok: true });
    morning += day;
  }
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("whatever the rules believe, Postgres takes no two sessions inside their buffers, in any order of insertion", async () => {
  const insert = (type: (typeof types)[number], at: number) =>
    house.database.pool.query(
      `insert into appointments (id, practice_id, therapist_id, session_type_id, starts_at, ends_at, buffer_before, buffer_after,
         blocked, ahead, occupies, place, local_start, zone)
       select gen_random_uuid(), $1, $2, id, $3, $3::timestamptz + minutes * interval '1 minute', buffer_before, buffer_after,
         tstzrange($3::timestamptz, $3::timestamptz + (minutes + buffer_after) * interval '1 minute'),
         tstzrange($3::timestamptz - buffer_before * interval '1 minute', $3::timestamptz + minutes * interval '1 minute'),
         true, place, '', 'UTC'
       from session_types where practice_id = $1 and slug = $4 on conflict do nothing`,
      [practice.ctx.practiceId, practice.therapistId, new Date(at), type.slug],
    );
  let at = Date.parse("2028-01-01T09:00:00Z");
  for (const { first, second } of pairs) {
    for (const isTurned of [false, true]) {
      for (const short of [0, 1]) {
        const gap = Math.max(first.bufferAfter, second.bufferBefore) - short;
        const both = [() => insert(first, at), () => insert(second, at + (first.minutes + gap) * minute)];
        const [one, other] = isTurned ? both.reverse() : both;
        expect((await one!()).rowCount).toBe(1);
        expect((await other!()).rowCount, `${first.slug} then ${second.slug}, ${short} short`).toBe(
          short === 0 ? 1 : 0,
        );
        at += day;
      }
    }
  }
  await house.database.pool.query("delete from appointments where starts_at >= '2028-01-01'");
});

test("a block in the calendar wants the session's own buffers; being away wants none", async () => {
  const span = (from: string, until: string) => ({ startsAt: new Date(from), endsAt: new Date(until) });
  await blockTime(practice.own, practice.therapistId, span("2027-03-10T12:00:00Z", "2027-03-10T13:00:00Z"));
  await planTimeAway(
    practice.ctx,
    practice.therapistId,
    span("2027-03-11T12:00:00Z", "2027-03-11T13:00:00Z"),
  );
  const both = (start: string) => give("both", Date.parse(start));
  const refused = { ok: false, refusal: "slot_taken" };
  expect(await both("2027-03-10T10:55:00Z")).toEqual(refused); // 40 minutes and 30 after end at 12:05.
  expect(await both("2027-03-10T10:50:00Z")).toMatchObject({ ok: true });
  expect(await both("2027-03-10T13:05:00Z")).toEqual(refused);
  expect(await both("2027-03-10T13:10:00Z")).toMatchObject({ ok: true });
  expect(await both("2027-03-11T11:25:00Z")).toEqual(refused);
  expect(await both("2027-03-11T11:20:00Z")).toMatchObject({ ok: true });
  expect(await both("2027-03-11T13:00:00Z")).toMatchObject({ ok: true });
});

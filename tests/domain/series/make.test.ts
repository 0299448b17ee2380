import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { aRhythm, asSeen } from "./a-series.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

async function aCase(wishes: Parameters<typeof aPractice>[1] = {}) {
  const practice = await aPractice(house.house, wishes);
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  return { practice, client, ctx: client.ctx as ClientCtx };
}

async function datesIn(seriesId: string) {
  const { rows } = await house.database.pool.query(
    `select b.series_date::text as date, a.local_start as wall, b.status, b.price, b.terms_window
     from bookings b join appointments a on a.id = b.appointment_id where b.series_id = $1 order by a.starts_at`,
    [seriesId],
  );
  return rows;
}

test("a client makes a weekly series: each date a booking of its own, at the same time by the therapist's clock", async () => {
  const { practice, client, ctx } = await aCase();
  const seen = await asSeen(ctx, aRhythm(practice, { times: 8 }), client);
  expect(seen.dates.map(({ conflicts }) => conflicts)).toEqual(Array(8).fill([]));
  const { id } = await granted(seen.confirm());

  const dates = await datesIn(id);
  expect(dates.map(({ wall }) => wall)).toEqual(
    [4, 11, 18, 25, 32, 39, 46, 53].map((day) =>
      new Date(Date.UTC(2027, 1, day, 10)).toISOString().slice(0, 16),
    ),
  );
  expect(dates.every(({ status, price }) => status === "confirmed" && price === 8500)).toBe(true);
  expect(
    (await house.waiting())
      .filter(({ subjectId }) => subjectId === id)
      .map(({ job }) => job)
      .sort(),
  ).toEqual(["mail_client_series_made", "mail_therapist_series_made", "notify_series_made"]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("the therapist makes one for a client over her own rules, knowing them", async () => {
  const { practice, client } = await aCase();
  const wished = aRhythm(practice, { time: "07:00", times: 3, everyWeeks: 2 });
  const seen = await asSeen(practice.own, wished, client);
  expect(seen.dates.map(({ conflicts }) => conflicts)).toEqual(Array(3).fill(["outside_hours"]));
  const choices = Object.fromEntries(seen.dates.map(({ date }) => [date, "keep" as const]));
  const meant = await asSeen(
    practice.own,
    aRhythm(practice, { time: "07:00", times: 3, everyWeeks: 2, choices }),
    client,
  );
  const { id } = await granted(meant.confirm());
  expect((await datesIn(id)).map(({ wall }) => wall)).toEqual([
    "2027-02-04T07:00",
    "2027-02-18T07:00",
    "2027-03-04T07:00",
  ]);
});

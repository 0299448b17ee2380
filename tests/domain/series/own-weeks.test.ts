import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { lookAtMove } from "#app/domain/series/move-several.ts";
import { bookingsOf } from "#app/domain/series/queries.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";
import { aRhythm, asSeen } from "./a-series.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("a client moves no dates of a series into a week in which they would come more often than is agreed", async () => {
  const practice = await aPractice(house.house);
  await house.database.pool.query("update therapists set per_client_week_cap = 1 where id = $1", [
    practice.therapistId,
  ]);
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  const seen = await asSeen(client.ctx as ClientCtx, aRhythm(practice, { times: 4 }), client);
  const { id: seriesId } = await granted(seen.confirm());
  const second = (await bookingsOf(practice.ctx, { id: seriesId }))[1]!.booking;

  const looked = async (ctx: ClientCtx | MemberCtx, date: string) => {
    const meant = { seriesId, from: second.id, which: "later" as const };
    const wish = { ...meant, to: { date, time: "10:00" }, choices: new Map() };
    const { dates } = await granted(lookAtMove(ctx, wish));
    return dates.map(({ conflicts }) => conflicts);
  };
  // From Thursday to the Friday before: each would share its week with the date before it, which stays.
  expect(await looked(client.ctx as ClientCtx, "2027-02-05")).toEqual(Array(3).fill(["over_cap"]));
  expect(await looked(practice.own, "2027-02-05")).toEqual(Array(3).fill([]));
  expect(await looked(client.ctx as ClientCtx, "2027-02-12")).toEqual(Array(3).fill([]));
});

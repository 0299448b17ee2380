import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { makeSeries } from "#app/domain/series/make.ts";
import { seenAs } from "#app/domain/series/rules.ts";
import { dyingAt, pointsOf } from "#tests/flows/support/dying.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { aRhythm, asSeen } from "./a-series.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

async function aWish() {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  const ctx = client.ctx as ClientCtx;
  const wished = aRhythm(practice, { times: 3 });
  const { key, dates } = await asSeen(ctx, wished, client);
  const { name, email } = client;
  const wish = { ...wished, key, seen: seenAs(dates), name, email, zone: "Europe/Lisbon", note: "canary" };
  return { ctx, wish, key };
}

/** Confirm a series in a process that dies after its n-th statement; says how many there were until then. */
function confirmedDyingAt(n: number, { ctx, wish }: Awaited<ReturnType<typeof aWish>>): Promise<number> {
  return dyingAt(house, n, (db) => makeSeries({ ...ctx, db }, wish));
}

async function whatThereIs(key: string) {
  const { rows } = await house.database.pool.query(
    `select (select count(*)::int from series where id = $1) as series,
       (select count(*)::int from bookings where series_id = $1) as dates,
       (select count(*)::int from pgboss.job where data->>'subjectId' = $1::text) as jobs`,
    [key],
  );
  return rows[0];
}

test("killed after any statement of confirming, there is a whole series or none, and confirming again makes it one", async () => {
  const count = await confirmedDyingAt(10_000, await aWish());
  const points = pointsOf(count, 13);
  const met = new Set<number>();
  for (const n of points) {
    const asked = await aWish();
    await confirmedDyingAt(n, asked);
    const none = { series: 0, dates: 0, jobs: 0 };
    const whole = { series: 1, dates: 3, jobs: 3 };
    const after = await whatThereIs(asked.key);
    expect([none, whole], `killed after statement ${n}`).toContainEqual(after);
    met.add(after.dates);
    const again = await makeSeries(asked.ctx, asked.wish);
    expect(again, `confirmed again after ${n}`).toEqual({ ok: true, value: { id: asked.key } });
    expect(await whatThereIs(asked.key), `confirmed again after ${n}`).toEqual(whole);
  }
  console.info(`confirming a series of three has ${count} statements; killed at ${points.length}`);
  expect(met).toEqual(new Set([0, 3]));
  expect(await findBroken(house.database.pool, { secrets: ["canary"] })).toEqual([]);
}, 600_000);

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#app/db/client.server.ts";
import { dyingAt, pointsOf } from "#tests/flows/support/dying.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import type { aPractice } from "#tests/support/practice.ts";
import { aFullDay, carryOut, minute, press, stateOf } from "./a-sick-day.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

type Practice = Awaited<ReturnType<typeof aPractice>>;

/** The same practice, all of whose work goes through a connection that is about to die. */
function through(practice: Practice, db: Db): Practice {
  return { ...practice, ctx: { ...practice.ctx, db }, own: { ...practice.own, db } };
}

test("killed after any statement of carrying out, a sick day is not done or is whole, and the next try tells each once", async () => {
  const day = async () => {
    const { practice, people } = await aFullDay(house, [10, 12]);
    const { sickDayId } = await press(practice, { message: "A word." });
    house.clock.advance(3 * minute);
    return { practice, people, sickDayId };
  };
  const first = await day();
  const count = await dyingAt(house, 10_000, (db) => carryOut(through(first.practice, db), first.sickDayId));
  const points = pointsOf(count, 9);
  const met = new Set<string>();
  for (const n of points) {
    const { practice, people, sickDayId } = await day();
    await dyingAt(house, n, (db) => carryOut(through(practice, db), sickDayId));
    const states = async () =>
      new Set((await Promise.all(people.map(({ booked }) => stateOf(house, booked.id)))).map(String));
    const after = [...(await states())];
    expect(after, `killed after statement ${n}`).toHaveLength(1);
    met.add(after[0]!);
    await carryOut(practice, sickDayId);
    expect([...(await states())], `tried again after ${n}`).toEqual(["cancelled,1"]);
    const ids = people.map(({ booked }) => booked.id);
    const letters = (await house.waiting()).filter(
      ({ job, subjectId }) => job === "mail_client_cancelled" && ids.includes(subjectId),
    );
    expect(letters, `letters after ${n}`).toHaveLength(2);
  }
  expect(met).toEqual(new Set(["confirmed,0", "cancelled,1"]));
  console.info(`carrying out has ${count} statements; killed at ${points.length}`);
  expect(await findBroken(house.database.pool, { secrets: ["A word."] })).toEqual([]);
}, 300_000);

test("killed after any statement of the press, there is a whole sick day or none, and pressing again makes it one", async () => {
  const first = await aFullDay(house, [10, 12]);
  const count = await dyingAt(house, 10_000, (db) => press(through(first.practice, db)));
  const points = pointsOf(count, 9);
  for (const n of points) {
    const { practice } = await aFullDay(house, [10, 12]);
    await dyingAt(house, n, (db) => press(through(practice, db)));
    const rows = async () =>
      (
        await house.database.pool.query(
          `select (select count(*)::int from sick_days where therapist_id = $1) as days,
             (select count(*)::int from time_away where therapist_id = $1) as away,
             (select count(*)::int from sick_day_bookings b join sick_days d on d.id = b.sick_day_id
               where d.therapist_id = $1) as touched,
             (select count(*)::int from pgboss.job where data->>'job' = 'carry_out_sick_day'
               and data->>'practiceId' = $2) as jobs`,
          [practice.therapistId, practice.ctx.practiceId],
        )
      ).rows[0];
    const none = { days: 0, away: 0, touched: 0, jobs: 0 };
    const whole = { days: 1, away: 1, touched: 2, jobs: 1 };
    expect([none, whole], `killed after statement ${n}`).toContainEqual(await rows());
    await press(practice);
    expect(await rows(), `pressed again after ${n}`).toEqual(whole);
  }
  console.info(`the press has ${count} statements; killed at ${points.length}`);
}, 300_000);

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callOffAbsence } from "#app/domain/availability/plan-absence.ts";
import { carryOutSickDays } from "#app/domain/sick-days/carry-out.ts";
import { sickDayWithin } from "#app/domain/sick-days/queries.ts";
import { takeBack } from "#app/domain/sick-days/take-back.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { aFullDay, allRows, carryOut, minute, press, stateOf } from "./a-sick-day.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

describe("taking it back", () => {
  test("leaves everything exactly as it was, and nobody was written to", async () => {
    house.clock.now = new Date("2027-02-05T12:00:00Z");
    await carryOutSickDays(house.house); // What the tests before this one left.
    const { practice } = await aFullDay(house, [10, 12, 15]);
    const before = await allRows(house);
    const jobs = await house.waiting();
    const { sickDayId } = await press(practice, { message: "canary of a sentence" });
    house.clock.advance(2 * minute);
    await granted(takeBack(practice.own, sickDayId).then((answer) => answer!));
    expect(await allRows(house)).toEqual(before);

    house.clock.advance(5 * minute);
    await carryOut(practice, sickDayId);
    await carryOutSickDays(house.house);
    expect(await allRows(house)).toEqual(before);
    const since = (await house.waiting()).slice(jobs.length);
    expect(since.map(({ job }) => job)).toEqual(["carry_out_sick_day"]);
    expect(await findBroken(house.database.pool, { secrets: ["canary of a sentence"] })).toEqual([]);
  });

  test("twice is once; after the letters it is too late; another's is not there", async () => {
    const { practice } = await aFullDay(house, [10]);
    const first = await press(practice);
    expect(await takeBack(practice.own, first.sickDayId)).toMatchObject({ ok: true });
    expect(await takeBack(practice.own, first.sickDayId)).toMatchObject({ ok: true });
    const second = await press(practice);
    expect(second).not.toEqual(first);
    house.clock.advance(3 * minute);
    await carryOut(practice, second.sickDayId);
    expect(await takeBack(practice.own, second.sickDayId)).toEqual({ ok: false, refusal: "carried_out" });
    const elsewhere = await aPractice(house.house);
    expect(await takeBack(elsewhere.own, second.sickDayId)).toBeNull();
  });

  test("and carrying out at the same moment: one of the two happens, whole", async () => {
    const { practice, people } = await aFullDay(house, [10, 12]);
    const { sickDayId } = await press(practice);
    house.clock.advance(3 * minute);
    const [back] = await Promise.all([takeBack(practice.own, sickDayId), carryOut(practice, sickDayId)]);
    const sickDay = await sickDayWithin(practice.own, sickDayId);
    const states = await Promise.all(people.map(({ booked }) => stateOf(house, booked.id)));
    expect(back?.ok).toBe(sickDay?.undoneAt !== null);
    expect(new Set(states.map(([status]) => status))).toEqual(
      new Set([back?.ok ? "confirmed" : "cancelled"]),
    );
  });

  test("by calling the time away off on the other page keeps every session too", async () => {
    const { practice, people } = await aFullDay(house, [10]);
    const { sickDayId } = await press(practice);
    const { rows } = await house.database.pool.query("select time_away_id from sick_days where id = $1", [
      sickDayId,
    ]);
    await callOffAbsence(practice.own, rows[0].time_away_id);
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);
    expect(await stateOf(house, people[0]!.booked.id)).toEqual(["confirmed", 0]);
    expect((await sickDayWithin(practice.own, sickDayId))?.undoneAt).not.toBeNull();
  });
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import type { House } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { carryOutSickDays } from "#app/domain/sick-days/carry-out.ts";
import { tendWaitingLists } from "#app/domain/waiting/chores.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aFullDay, minute, press } from "./sick-days/a-sick-day.ts";
import { aLine, hour } from "./waiting/a-line.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

/** The same house, in which the first thing that is tried fails. */
function faulty({ house }: TestHouse): House {
  const { db } = house;
  let tries = 0;
  const broken = new Proxy(db, {
    get(target, key) {
      if (key !== "transaction") return Reflect.get(target, key, target);
      return (work: Parameters<typeof db.transaction>[0]) => {
        tries += 1;
        if (tries === 1) throw new Error("out of order");
        return target.transaction(work);
      };
    },
  });
  return { ...house, db: broken };
}

async function count(of: string): Promise<number> {
  const { rows } = await house.database.pool.query(`select count(*)::int as times from ${of}`);
  return rows[0].times;
}

test("everybody has their turn, and what failed first is thrown at the end", async () => {
  const done: number[] = [];
  const work = inTurn([1, 2, 3, 4], async (one) => {
    if (one % 2 === 1) throw new Error(`not ${one}`);
    done.push(one);
  });
  await expect(work).rejects.toThrow("not 1");
  expect(done).toEqual([2, 4]);
});

test("a hold that cannot be let go keeps no other therapist’s hour", async () => {
  for (const line of [await aLine(house), await aLine(house)]) {
    await line.join();
    await line.free(0);
    await line.work();
  }
  house.clock.advance(5 * hour);
  await expect(expireHolds(faulty(house))).rejects.toThrow("out of order");
  expect(await count("bookings where status = 'expired'")).toBe(1);
});

test("a waiting list that cannot be tended keeps no other from its hour", async () => {
  for (const line of [await aLine(house), await aLine(house)]) {
    await line.join();
    await line.free(0);
  }
  await expect(tendWaitingLists(faulty(house))).rejects.toThrow("out of order");
  expect(await count("time_offers where status = 'open'")).toBe(1);
});

test("a sick day that cannot be carried out keeps no other practice’s letters", async () => {
  const days = [await aFullDay(house, [10]), await aFullDay(house, [10])];
  for (const { practice } of days) await press(practice);
  house.clock.advance(3 * minute);
  await expect(carryOutSickDays(faulty(house))).rejects.toThrow("out of order");
  expect(await count("sick_days where carried_out_at is not null")).toBe(1);
});

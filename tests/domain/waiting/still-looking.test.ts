import { afterAll, beforeAll, expect, test } from "vitest";
import { passOffer } from "#app/domain/waiting/answer.ts";
import { askWhetherStillLooking } from "#app/domain/waiting/chores.ts";
import { stay } from "#app/domain/waiting/stay.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aLine, hour } from "./a-line.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const day = 24 * hour;

/** Somebody in line who was last heard of 46 days ago, and asked 15 days ago unless they were not. */
async function longSilent({ isAsked = true } = {}) {
  const line = await aLine(house, { days: 2 });
  const wait = await line.join();
  const ago = (days: number) => new Date(house.clock.now.getTime() - days * day);
  await line.sql("update waits set confirmed_at = $1, asked_at = $2 where id = $3", [
    ago(46),
    isAsked ? ago(15) : null,
    wait.id,
  ]);
  return { line, wait, status: async () => (await line.again(wait)).status };
}

test("nobody is let go or asked while a time is kept for them; after it they are", async () => {
  const [silent, due] = [await longSilent(), await longSilent({ isAsked: false })];
  for (const { line } of [silent, due]) {
    await line.free(0);
    await line.work();
  }
  await askWhetherStillLooking(house.house);
  const [offer] = await silent.line.offers();
  expect(offer?.status).toBe("open");
  expect(await silent.status()).toBe("waiting");
  expect((await due.line.again(due.wait)).askedAt).toBeNull();

  await granted(passOffer(silent.line.ctx, { wait: silent.wait, offerId: offer!.id }));
  await askWhetherStillLooking(house.house);
  expect(await silent.status()).toBe("lapsed");
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("whoever answers while the others are gone through keeps their place", async () => {
  const [first, second] = [await longSilent(), await longSilent()];
  const late = { ...house.house };
  const db = late.db;
  late.db = new Proxy(db, {
    get(target, key) {
      if (key !== "transaction") return Reflect.get(target, key, target);
      return async (work: Parameters<typeof db.transaction>[0]) => {
        await stay(second.line.ctx, second.wait);
        return target.transaction(work);
      };
    },
  });
  await askWhetherStillLooking(late);
  expect([await first.status(), await second.status()]).toEqual(["lapsed", "waiting"]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#app/domain/ctx.ts";
import { forgetCounters } from "#app/domain/identity/forget-counters.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const ctx = () => ({ ...house.house, practiceId: "" });
const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

test("an address is one account, and what is typed as a name later is not believed", async () => {
  const first = await knowByAddress(ctx(), { email: "ann@selvage.test", name: "Ann" });
  const second = await knowByAddress(ctx(), { email: "ann@selvage.test", name: "Not Ann" });
  expect(second).toEqual(first);
  expect(await rows("select name from users where email = 'ann@selvage.test'")).toEqual([{ name: "Ann" }]);
});

test("two first meetings at once make one account", async () => {
  const person = { email: "at-once@selvage.test", name: "Ann" };
  const met = await Promise.all(
    Array.from({ length: 8 }, () => inTransaction(ctx(), (inside) => knowByAddress(inside, person))),
  );
  expect(new Set(met.map(({ userId }) => userId)).size).toBe(1);
});

test("Postgres takes no address in capitals, so that nobody is two accounts", async () => {
  await expect(
    rows("insert into users (id, email, name) values (gen_random_uuid(), 'Ann@selvage.test', 'Ann')"),
  ).rejects.toThrow("users_email_is_lower_case");
});

test("counters that ran out are forgotten, the others count on", async () => {
  const limit = { name: "door", points: 1, seconds: 60 };
  await house.house.countTry(limit, "somebody");
  await rows("insert into rate_limits (key, points, expire) values ('door:old', 5, 1)");
  const now = () => new Date(Date.now());
  await forgetCounters({ ...house.house, now });
  expect(await rows("select key from rate_limits")).toEqual([{ key: "door:somebody" }]);
});

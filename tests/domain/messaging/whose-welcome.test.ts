import { afterAll, beforeAll, expect, test } from "vitest";
import { moving } from "#app/domain/ctx.ts";
import { ownClientIds } from "#app/domain/messaging/lists.ts";
import { openOwnThreads } from "#app/domain/notifications/welcome-thread.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

// Whoever asked for their own threads once asked for everybody's of the practice: the condition compared a row with itself.
// With one client in the house nobody noticed; among several, row-level security refused the welcome by a client's hand.
test("whoever looks for their threads has their own opened, by their own hand, and nobody else's in the practice", async () => {
  const practice = await aPractice(house.house);
  const [one, couple, other] = [
    await aClientOf(house, practice, "individual", ["self"]),
    await aClientOf(house, practice, "couple", ["self", "partner"]),
    await aClientOf(house, practice, "individual", ["self"]),
  ];
  const threads = async () => {
    const { rows } = await house.database.pool.query("select client_id from threads order by created_at");
    return rows.map((row) => row.client_id);
  };
  expect(await ownClientIds(one.as("self"))).toEqual([{ clientId: one.clientId }]);
  await openOwnThreads(one.as("self"));
  expect(await threads()).toEqual([one.clientId]);
  await openOwnThreads(couple.as("partner"));
  expect((await threads()).toSorted()).toEqual([one.clientId, couple.clientId].toSorted());
  const left = await moving(practice.ctx, other.clientId, ({ db }) => db.execute("select from messages"));
  expect(left.rows).toEqual([]);
});

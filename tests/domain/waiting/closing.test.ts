import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { closeOwnAccount } from "#app/domain/privacy/close-own-account.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aLine } from "./a-line.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("whoever closes their account leaves every line, and what is kept for them goes to the next", async () => {
  const line = await aLine(house, { days: 2 });
  const client = await line.practice.aClient();
  const [theirs, next] = [await line.join({ email: client.email }), await line.join()];
  await line.free(0);
  await line.work();
  await granted(closeOwnAccount(client.ctx as ClientCtx));
  await line.work();
  expect((await line.again(theirs)).status).toBe("left");
  expect((await line.offers()).map(({ wait_id, status }) => [wait_id, status])).toEqual([
    [theirs.id, "passed"],
    [next.id, "open"],
  ]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

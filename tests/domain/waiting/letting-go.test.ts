import { afterAll, beforeAll, expect, test } from "vitest";
import { addClient } from "#app/domain/clients/add.ts";
import { waitSheet } from "#app/domain/notifications/compose-wait.ts";
import { forget } from "#app/domain/waiting/forget.ts";
import { openWaitLink, waitToken } from "#app/domain/waiting/link.ts";
import { rehome } from "#app/domain/waiting/rehome.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aLine } from "./a-line.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("a merged client's place in line belongs to the other; a forgotten one's is given up and names nobody", async () => {
  const line = await aLine(house, { days: 1 });
  const [first, second] = [await line.join(), await line.join()];
  await line.free(0);
  await line.work();
  const from = (await line.again(first)).clientId!;
  const { clientId: to } = await addClient(line.ctx, {
    kind: "individual",
    name: "Kept",
    people: [{ name: "Kept", role: "self" }],
  });
  await rehome(line.ctx, { from, to });
  expect((await line.again(first)).clientId).toBe(to);

  const [joined] = await line.sql<{ sequence: number }>(
    "select (detail->>'sequence')::int as sequence from events where subject_id = $1 and name = 'wait.joined'",
    [first.id],
  );
  const letter = { practiceId: line.ctx.practiceId, subjectId: first.id, ...joined! };
  expect(await waitSheet(line.ctx, letter, "wait.joined")).toMatchObject({ to: first.guestEmail });
  const token = waitToken(line.ctx, first);
  await forget(line.ctx, to);
  await line.work();
  expect(await line.again(first)).toMatchObject({
    status: "left",
    guestName: "Erased",
    guestEmail: "erased@invalid",
    guestPhone: null,
  });
  expect(await openWaitLink(house.house, token)).toBeNull();
  expect(await waitSheet(line.ctx, letter, "wait.joined"), "a letter still to be written").toBeNull();
  expect((await line.offers()).map(({ wait_id, status }) => [wait_id, status])).toEqual([
    [first.id, "passed"],
    [second.id, "open"],
  ]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { followMail, hear } from "#app/domain/notifications/hear.ts";
import { deliveryLog, turnedAway } from "#app/domain/notifications/log.ts";
import { mailWaitJoined } from "#app/domain/notifications/mail-wait.ts";
import { leave } from "#app/domain/waiting/leave.ts";
import type { World } from "#app/world.ts";
import { aLine } from "#tests/domain/waiting/a-line.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const hand = async () => ({ outcome: "sent" as const, id: "letter-to-a-waiter" });
const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
const all = { shelf: "all", to: "", before: null, count: 10 } as const;

test("a therapist sees what was written to who waits for her, and who of them no letter reaches; a colleague does not", async () => {
  const line = await aLine(house);
  const { ctx, therapistId } = line;
  const { other } = await colleagues(line.practice);
  const plain = { ...ctx, actor: aMember(ctx.practiceId, { therapistId }) };
  const wait = await line.join();
  const { practiceId } = ctx;
  await mailWaitJoined(ctx, world, { practiceId, subjectId: wait.id, sequence: 0 });
  const seen = async (by: typeof other) => (await deliveryLog(by, all)).letters;
  expect(await seen(plain)).toMatchObject([{ letter: "wait_joined", recipient: wait.guestEmail }]);
  expect(await seen(other)).toEqual([]);

  const { now } = house.clock;
  const bounce = {
    id: "bounce",
    kind: "bounced",
    carrierId: "letter-to-a-waiter",
    isPermanent: true,
  } as const;
  await hear(house.house, { ...bounce, happenedAt: now });
  await followMail(house.house);
  for (const by of [plain, line.practice.own])
    expect(await turnedAway(by)).toMatchObject([
      { address: wait.guestEmail, why: "bounced", clientId: null },
    ]);
  expect(await turnedAway(other)).toEqual([]);
  await leave(ctx, wait);
  expect(await turnedAway(plain)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { perform } from "#app/perform.ts";
import type { Handed, World } from "#app/world.ts";
import { aLine } from "#tests/domain/waiting/a-line.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("a letter about an offer that may have arrived in the evening is asked about again in the morning, and is no second one", async () => {
  const line = await aLine(house, { days: 3 });
  const wait = await line.join();
  house.clock.now = new Date("2027-02-03T19:59:00Z");
  await line.free(2);
  await line.work();

  const keys: string[] = [];
  let answer: Handed = { outcome: "perhaps", why: "cut" };
  const hand = async (_letter: unknown, key: string) => {
    keys.push(key);
    return answer;
  };
  const world: World = { mail: { from: "hello@selvage.test", resend: { hand } } };
  const [work] = (await house.waiting()).filter(
    ({ job, subjectId }) => job === "mail_wait_offered" && subjectId === wait.id,
  );
  const mail = () => perform(house.house, world, { ...work!, practiceId: line.ctx.practiceId });
  await expect(mail()).rejects.toThrow();
  house.clock.now = new Date("2027-02-03T20:05:00Z");
  await expect(mail()).rejects.toThrow();
  answer = { outcome: "sent", id: "1" };
  house.clock.now = new Date("2027-02-04T08:01:00Z");
  await line.strike();
  await mail();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  const offered = (await house.waiting()).filter(
    ({ job, subjectId }) => job === "mail_wait_offered" && subjectId === wait.id,
  );
  expect(offered).toHaveLength(1);
});

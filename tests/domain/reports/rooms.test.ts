import { afterAll, beforeAll, expect, test } from "vitest";
import { looseEnds } from "#app/domain/reports/loose-ends.ts";
import { aCouplesSession } from "#tests/domain/joining/at-a-door.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const minutesOfAWeek = 7 * 24 * 60;

test("a session online without a room to meet in hangs loose from a week before until its end, or until there is one", async () => {
  const { practice, before } = await aCouplesSession(house);
  const therapist = { id: practice.therapistId, zone: "Europe/Lisbon" };
  const rooms = async (minutes: number) => {
    before(minutes);
    return (await looseEnds(practice.own, therapist)).room.length;
  };
  const give = (url: string | null) =>
    house.database.pool.query("update therapists set room_url = $2 where id = $1", [
      practice.therapistId,
      url,
    ]);
  expect(await rooms(5)).toBe(0);
  await give(null);
  expect(await rooms(minutesOfAWeek + 1)).toBe(0);
  expect(await rooms(minutesOfAWeek - 1)).toBe(1);
  expect(await rooms(-74)).toBe(1);
  expect(await rooms(-75)).toBe(0);
  await give("https://rooms.selvage.test/tess");
  expect(await rooms(5)).toBe(0);
});

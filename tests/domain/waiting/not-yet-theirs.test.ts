import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sessionStartsOf } from "#app/domain/bookings/standing-between.ts";
import { roster } from "#app/domain/clients/roster.ts";
import { lostSessions } from "#app/domain/sick-days/queries.ts";
import { takeOffer } from "#app/domain/waiting/answer.ts";
import { carryOut, minute, press } from "#tests/domain/sick-days/a-sick-day.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aLine } from "./a-line.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(() => {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
});
afterAll(() => house.close());

test("a time on offer is nobody’s next session", async () => {
  const line = await aLine(house);
  const wait = await line.join();
  await line.free(0);
  await line.work();
  expect(await line.offers()).toMatchObject([{ wait_id: wait.id, status: "open" }]);
  const [offered] = (await roster(line.practice.own, { search: wait.guestEmail })).clients;
  expect(offered).toMatchObject({ name: wait.guestName, next: null, last: null });
  const asked = { therapistId: line.therapistId, clientIds: [offered!.id] };
  expect(await sessionStartsOf(line.ctx, asked)).toEqual(new Map());
});

test("a time on offer that a sick day takes off was withdrawn, and nobody was asked after them", async () => {
  const line = await aLine(house);
  const wait = await line.join();
  await line.free(1);
  await line.work();
  const [offer] = await line.offers();
  expect(offer).toMatchObject({ wait_id: wait.id, status: "open" });
  const until = { how: "date", date: "2027-02-06" } as const;
  const { sickDayId } = await press(line.practice, { until });
  house.clock.advance(3 * minute);
  await carryOut(line.practice, sickDayId);
  await line.work();
  expect(await line.offers()).toMatchObject([{ id: offer!.id, status: "withdrawn" }]);
  const answer = await takeOffer(line.ctx, { wait: await line.again(wait), offerId: offer!.id });
  expect(answer).toEqual({ ok: false, refusal: "withdrawn" });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("who lost a session to a sick day and has an offer to answer has no other time yet", async () => {
  const line = await aLine(house);
  house.clock.now = new Date("2027-02-04T08:10:00Z");
  const { sickDayId } = await press(line.practice);
  house.clock.advance(3 * minute);
  await carryOut(line.practice, sickDayId);
  const [lost] = await lostSessions(line.practice.own, [sickDayId]);
  const wait = await line.join({ email: lost!.guestEmail! });
  house.clock.advance(minute);
  await line.free(1);
  await line.work();
  expect(await line.offers()).toMatchObject([{ wait_id: wait.id, status: "open" }]);
  expect(await lostSessions(line.practice.own, [sickDayId])).toMatchObject([
    { clientId: lost!.clientId, outcome: "open" },
  ]);
});

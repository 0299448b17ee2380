import { afterAll, beforeAll, expect, test } from "vitest";
import { move } from "#app/domain/bookings/move.ts";
import { ask } from "#app/domain/reception/ask.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test.each(["page", "api"] as const)(
  "a wish sent ten times at once through the %s is one booking, told to ten, and its key stands nowhere in plain",
  async (call) => {
    const practice = await aPractice(house.house);
    const asking = {
      call,
      key: `canary-of-the-${call}-key`,
      wish: practice.wish({ note: "canary-of-the-note" }),
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(practice.ctx, asking)));
    expect(answers[0]).toMatchObject({ ok: true });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await findBroken(house.database.pool, { secrets: [asking.key, "canary-of-the-note"] })).toEqual(
      [],
    );
  },
);

test("a repeated wish hears what it heard the first time, even after its booking was moved", async () => {
  const practice = await aPractice(house.house);
  const asking = { call: "api" as const, key: "moved", wish: practice.wish({}) };
  const first = await ask(practice.ctx, asking);
  const { id, startsAt } = first.ok ? first.value : { id: "", startsAt: 0 };
  const elsewhere = {
    bookingId: id,
    therapistId: practice.therapistId,
    sequence: 0,
    startsAt: startsAt + 3_600_000,
  };
  await granted(move(practice.ctx, elsewhere));
  expect(await ask(practice.ctx, asking)).toEqual(first);
});

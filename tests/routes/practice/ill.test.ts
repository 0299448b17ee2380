import { afterAll, beforeAll, expect, test } from "vitest";
import { takeAnother } from "#app/domain/reception/take-another.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { settle } from "#app/domain/sick-days/settle.ts";
import { illInWords } from "#app/routes/practice/today/ill.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aFullDay, carryOut, minute, press } from "#tests/domain/sick-days/a-sick-day.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("Today counts who has another time; who was settled without one has none, and is not waited for", async () => {
  const { practice, people } = await aFullDay(house, [10, 12, 14]);
  const { sickDayId } = await press(practice);
  house.clock.advance(3 * minute);
  await carryOut(practice, sickDayId);
  const [ann, ben] = people.map(({ booked }) => booked.id);
  const told = async () => {
    const { after } = await illInWords(
      practice.own,
      { id: practice.therapistId, zone: "Europe/Lisbon" },
      { locale: "en-GB" },
    );
    return after.map(({ lost, again, notYet }) => ({ lost, again, waits: notYet.length }));
  };
  expect(await told()).toEqual([{ lost: 3, again: 0, waits: 3 }]);

  const { starts } = (await suggestedFor(practice.ctx, ann!))!;
  const holder = { ...practice.ctx, actor: { kind: "holder", bookingId: ann! } } as const;
  await granted(takeAnother(holder, { bookingId: ann!, startsAt: starts[0]! }));
  expect(await told()).toEqual([{ lost: 3, again: 1, waits: 2 }]);
  await settle(practice.own, { sickDayId, bookingId: ben! });
  expect(await told()).toEqual([{ lost: 3, again: 1, waits: 1 }]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { invitationOf } from "#app/domain/notifications/invitation.ts";
import { passOffer, takeOffer } from "#app/domain/waiting/answer.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aLine } from "#tests/domain/waiting/a-line.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("the first time somebody took is their first booking, whatever they were offered before", async () => {
  const line = await aLine(house, { days: 2 });
  const wait = await line.join();
  const offered = async (index: number) => {
    await line.free(index);
    await line.work();
    return (await line.offers()).find(({ status }) => status === "open")!.id;
  };
  await granted(passOffer(line.ctx, { wait, offerId: await offered(0) }));
  house.clock.advance(60_000);
  const { bookingId } = await granted(takeOffer(line.ctx, { wait, offerId: await offered(1) }));
  expect(await invitationOf(line.ctx, (await findBooking(line.ctx, bookingId))!)).toMatch(/\/join\//);
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { findBooking, openLink } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { takeOffer } from "#app/domain/waiting/answer.ts";
import { changeWindows } from "#app/domain/waiting/change-windows.ts";
import { joinEarlier } from "#app/domain/waiting/join-earlier.ts";
import { findWait } from "#app/domain/waiting/link.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
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
afterEach(async () => {
  expect(await findBroken(house.database.pool)).toEqual([]);
});
afterAll(() => house.close());

/** A full diary of four days, and the holder of the last booking, who would like an earlier time. */
async function aHolder() {
  const line = await aLine(house, { days: 4 });
  const { id } = line.booked[3]!;
  const held: Ctx = { ...line.ctx, actor: { kind: "holder", bookingId: id } };
  const { wait } = await granted(joinEarlier(held, { bookingId: id, windows: [] }));
  return { line, id, held, wait };
}

test("an earlier hour is offered; taking it moves the booking there, never late, with a new link, and the old hour goes on", async () => {
  const { line, id, wait } = await aHolder();
  const next = await line.join();
  const before = (await findBooking(line.ctx, id))!;
  await line.free(1);
  await line.work();
  const [offer] = await line.offers();
  expect(offer).toMatchObject({ wait_id: wait.id, starts_at: new Date(line.nine(2)), status: "open" });

  await granted(takeOffer(line.ctx, { wait, offerId: offer!.id }));
  const after = (await findBooking(line.ctx, id))!;
  expect(after.appointment.startsAt.getTime()).toBe(line.nine(2));
  expect(after.booking).toMatchObject({
    status: "confirmed",
    movedLate: false,
    sequence: before.booking.sequence + 1,
    price: before.booking.price,
  });
  await line.work();
  expect((await line.again(wait)).status).toBe("served");
  expect((await line.offers()).at(-1)).toMatchObject({
    wait_id: next.id,
    starts_at: new Date(line.nine(4)),
    status: "open",
  });
});

test("the old private link dies with the old time", async () => {
  const line = await aLine(house, { days: 3 });
  const wish = line.practice.wish({ typeSlug: "call", startsAt: line.nine(3) });
  await granted(
    cancel(line.ctx, { bookingId: line.booked[2]!.id, therapistId: line.therapistId, by: "practice" }),
  );
  const booked = await granted(book(line.ctx, wish));
  const held: Ctx = { ...line.ctx, actor: { kind: "holder", bookingId: booked.id } };
  const { wait } = await granted(joinEarlier(held, { bookingId: booked.id, windows: [] }));
  await line.free(0);
  await line.work();
  const [offer] = await line.offers();
  await granted(takeOffer(line.ctx, { wait, offerId: offer!.id }));
  expect(await openLink(house.house, booked.token)).toBe("dead");
});

test("moving earlier by oneself serves; moving later keeps the place; cancelling ends it", async () => {
  const { line, id, held, wait } = await aHolder();
  const seen = (await findBooking(line.ctx, id))!.booking;
  await line.free(1);
  const asked = { bookingId: id, therapistId: line.therapistId, sequence: seen.sequence };
  await granted(move(held, { ...asked, startsAt: line.nine(2) }));
  await line.work();
  expect((await findWait(line.ctx, wait.id))!.status).toBe("served");

  const again = await granted(joinEarlier(held, { bookingId: id, windows: [] }));
  await granted(move(held, { ...asked, sequence: seen.sequence + 1, startsAt: line.nine(4) }));
  await line.work();
  expect((await findWait(line.ctx, again.wait.id))!.status).toBe("waiting");
  await granted(cancel(held, { bookingId: id, therapistId: line.therapistId, by: "client" }));
  await line.work();
  expect((await findWait(line.ctx, again.wait.id))!.status).toBe("left");
});

test("an offer for a booking that was cancelled in the same moment moves nothing and books nothing", async () => {
  const { line, id, held, wait } = await aHolder();
  await line.free(1);
  await line.work();
  const [offer] = await line.offers();
  const [taken, off] = await Promise.all([
    takeOffer(line.ctx, { wait, offerId: offer!.id }),
    cancel(held, { bookingId: id, therapistId: line.therapistId, by: "client" }),
  ]);
  expect(off.ok).toBe(true);
  await line.work();
  expect((await findBooking(line.ctx, id))!.booking.status).toBe("cancelled");
  expect((await line.offers())[0]!.status).toBe(taken.ok ? "taken" : "passed");
});

test("each change of what suits is written down, by whoever made it", async () => {
  const { line, held, id, wait } = await aHolder();
  const friday = [{ weekday: 5, startMinute: 0, length: 720 }];
  await granted(joinEarlier(held, { bookingId: id, windows: friday }));
  await granted(changeWindows(held, { wait, windows: [] }));
  const changes = await line.sql(
    "select actor, detail from events where subject_id = $1 and name = 'wait.windows_changed' order by at, id",
    [wait.id],
  );
  expect(changes).toEqual([1, 2].map((sequence) => ({ actor: `holder:${id}`, detail: { sequence } })));
});

test("asking again changes what suits and keeps the place; somebody else's booking is not there", async () => {
  const { held, id, wait } = await aHolder();
  const friday = [{ weekday: 5, startMinute: 0, length: 720 }];
  const again = await granted(joinEarlier(held, { bookingId: id, windows: friday }));
  expect(again.wait).toMatchObject({ id: wait.id, windows: friday, joinedAt: wait.joinedAt });
  const stranger: Ctx = { ...held, actor: { kind: "client", userId: wait.clientId! } };
  expect(await joinEarlier(stranger, { bookingId: id, windows: [] })).toEqual({
    ok: false,
    refusal: "not_here",
  });
});

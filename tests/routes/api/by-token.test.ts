import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { type Api, anApi } from "./an-api.ts";

let open: TestHouse;
let call: Api;
let practice: TestPractice;

const noon = new Date("2027-02-03T12:00:00Z");

beforeAll(async () => {
  open = await aHouse();
  call = await anApi(open.house);
});
beforeEach(async () => {
  open.clock.now = noon;
  practice = await aPractice(open.house);
});
afterAll(() => open.close());

/** The address of a fresh booking, tomorrow at ten unless told. */
async function aBooking(startsAt = "2027-02-04T10:00:00Z"): Promise<string> {
  const booked = await book(practice.ctx, practice.wish({ startsAt: Date.parse(startsAt) }));
  if (!booked.ok) throw new Error(booked.refusal);
  return `/bookings/${booked.value.token}`;
}

const move = (path: string, startsAt: string) => call(`${path}/move`, { body: { startsAt } });

test("a move gives a new private address and ends the old one", async () => {
  const path = await aBooking();

  const moved = await move(path, "2027-02-04T15:00:00Z");
  const newPath = `/bookings/${moved.body.manageUrl.split("/").at(-1)}`;

  expect(moved.status).toBe(200);
  expect(moved.body).toMatchObject({
    status: "confirmed",
    startsAt: "2027-02-04T15:00:00.000Z",
    endsAt: "2027-02-04T15:20:00.000Z",
  });
  expect(newPath).not.toBe(path);
  expect((await call(newPath)).body.startsAt).toBe("2027-02-04T15:00:00.000Z");
  for (const dead of [
    await call(path),
    await move(path, "2027-02-04T16:00:00Z"),
    await call(`${path}/cancellation`, { body: {} }),
  ]) {
    expect(dead.status).toBe(410);
    expect(dead.body.error.code).toBe("gone");
  }
});

test("a time somebody else has is not moved to; the nearest are named", async () => {
  await aBooking("2027-02-04T15:00:00Z");
  const path = await aBooking();

  const { status, body } = await move(path, "2027-02-04T15:00:00Z");

  expect(status).toBe(409);
  expect(body.error.code).toBe("slot_taken");
  expect(body.error.nearest).toContainEqual({
    startsAt: "2027-02-04T14:40:00.000Z",
    endsAt: "2027-02-04T15:00:00.000Z",
  });
  expect((await call(path)).body.startsAt).toBe("2027-02-04T10:00:00.000Z");
});

test("inside the terms one move is allowed and a second is not", async () => {
  const path = await aBooking();
  open.clock.now = new Date("2027-02-04T09:00:00Z");

  const first = await move(path, "2027-02-04T11:00:00Z");
  open.clock.now = new Date("2027-02-04T09:30:00Z");
  const second = await move(`/bookings/${first.body.manageUrl.split("/").at(-1)}`, "2027-02-04T12:00:00Z");

  expect(first.status).toBe(200);
  expect(second.status).toBe(409);
  expect(second.body.error.code).toBe("moved_already");
});

test("a booking is cancelled once, with a reason or with no body at all", async () => {
  const [one, other] = [await aBooking(), await aBooking("2027-02-05T10:00:00Z")];

  const withReason = await call(`${one}/cancellation`, { body: { reason: "I am ill" } });
  const without = await call(`${other}/cancellation`, { method: "POST" });
  const again = await call(`${one}/cancellation`, { body: {} });

  expect(withReason.body).toEqual({ id: expect.any(String), status: "cancelled", late: false });
  expect(without.status).toBe(200);
  expect(again.status).toBe(409);
  expect(again.body.error.code).toBe("already_cancelled");
  expect((await call(one)).body).toMatchObject({ status: "cancelled", canMove: false, canCancel: false });
  expect((await move(one, "2027-02-06T10:00:00Z")).body.error.code).toBe("not_movable");
});

test("a cancellation outside the terms says that it is late", async () => {
  const path = await aBooking();
  open.clock.now = new Date("2027-02-04T09:00:00Z");

  expect((await call(`${path}/cancellation`, { body: {} })).body.late).toBe(true);
});

test("what has begun is neither moved nor cancelled, and a month later the link is dead", async () => {
  const path = await aBooking();
  open.clock.now = new Date("2027-02-04T10:05:00Z");

  expect((await move(path, "2027-02-05T10:00:00Z")).body.error.code).toBe("already_over");
  expect((await call(`${path}/cancellation`, { body: {} })).body.error.code).toBe("already_over");

  open.clock.now = new Date("2027-03-20T10:00:00Z");
  expect((await call(path)).status).toBe(410);
});

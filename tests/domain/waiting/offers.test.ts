import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { passOffer, takeOffer } from "#app/domain/waiting/answer.ts";
import { joinFull } from "#app/domain/waiting/join-full.ts";
import { leave } from "#app/domain/waiting/leave.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aLine } from "./a-line.ts";

let house: TestHouse;
const noon = new Date("2027-02-03T12:00:00Z");
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(() => {
  house.clock.now = noon;
});
afterEach(async () => {
  expect(await findBroken(house.database.pool)).toEqual([]);
});
afterAll(() => house.close());

test("an hour that comes free is kept for the first in line, and nobody else can take it meanwhile", async () => {
  const line = await aLine(house);
  const [first, second] = [await line.join(), await line.join()];
  await line.free(0);
  await line.work();

  expect(await line.offers()).toMatchObject([
    {
      wait_id: first.id,
      status: "open",
      starts_at: new Date(line.nine(1)),
      ends_at: new Date("2027-02-03T16:00:00Z"),
    },
  ]);
  const stranger = await book(line.ctx, line.practice.wish({ typeSlug: "call", startsAt: line.nine(1) }));
  expect(stranger).toEqual({ ok: false, refusal: "slot_taken" });
  expect((await line.again(second)).status).toBe("waiting");
});

test("not answered in four hours, it goes to the next; each is asked once, and then the hour is everybody's", async () => {
  const line = await aLine(house, { days: 1 });
  const [first, second] = [await line.join(), await line.join()];
  await line.free(0);
  await line.work();
  house.clock.now = new Date("2027-02-03T16:00:00Z");
  await line.strike();
  expect(await line.offers()).toMatchObject([
    { wait_id: first.id, status: "lapsed" },
    { wait_id: second.id, status: "open", ends_at: new Date("2027-02-03T20:00:00Z") },
  ]);
  house.clock.now = new Date("2027-02-03T20:00:00Z");
  await line.strike();
  await line.strike();
  expect((await line.offers()).map(({ status }) => status)).toEqual(["lapsed", "lapsed"]);
  expect(
    await line.sql("select outcome from freed_times where therapist_id = $1", [line.therapistId]),
  ).toEqual([{ outcome: "nobody" }]);
  await granted(book(line.ctx, line.practice.wish({ typeSlug: "call", startsAt: line.nine(1) })));
});

test("taking it books the call, once however often pressed, and the hour is filled", async () => {
  const line = await aLine(house);
  const wait = await line.join();
  await line.free(0);
  await line.work();
  const [offer] = await line.offers();
  const asked = { wait: await line.again(wait), offerId: offer!.id };
  const [one, two] = await Promise.all([takeOffer(line.ctx, asked), takeOffer(line.ctx, asked)]);
  expect(one).toEqual(two);
  const taken = await granted(Promise.resolve(one));
  const found = await findBooking(line.ctx, taken.bookingId);
  expect(found!.booking).toMatchObject({ status: "confirmed", heldFor: null, holdsUntil: null, sequence: 1 });
  expect((await line.again(wait)).status).toBe("served");
  expect(
    await line.sql("select outcome from freed_times where therapist_id = $1", [line.therapistId]),
  ).toEqual([{ outcome: "filled" }]);
});

test("a no passes it on and keeps one's place; leaving passes it on too", async () => {
  const line = await aLine(house, { days: 1 });
  const [first, second, third] = [await line.join(), await line.join(), await line.join()];
  await line.free(0);
  await line.work();
  const [offer] = await line.offers();
  await granted(passOffer(line.ctx, { wait: first, offerId: offer!.id }));
  await line.work();
  await leave(line.ctx, await line.again(second));
  await line.work();
  expect((await line.offers()).map(({ wait_id, status }) => [wait_id, status])).toEqual([
    [first.id, "passed"],
    [second.id, "passed"],
    [third.id, "open"],
  ]);
  expect((await line.again(first)).status).toBe("waiting");
  expect((await line.again(second)).status).toBe("left");
});

test("take and lapse at once: either it is theirs, or it is the next one's, never both", async () => {
  for (let round = 0; round < 3; round += 1) {
    house.clock.now = noon;
    const line = await aLine(house, { days: 1 });
    const [first, second] = [await line.join(), await line.join()];
    await line.free(0);
    await line.work();
    const [offer] = await line.offers();
    house.clock.now = new Date("2027-02-03T16:00:00Z");
    const before = { ...line.ctx, now: () => new Date("2027-02-03T15:59:59.999Z") };
    const [taken] = await Promise.all([
      takeOffer(before, { wait: first, offerId: offer!.id }),
      line.strike(),
    ]);
    await line.work();
    const statuses = (await line.offers()).map(({ status }) => status);
    expect(statuses).toEqual(taken.ok ? ["taken"] : ["lapsed", "open"]);
    expect((await line.again(second)).status).toBe("waiting");
  }
});

test("whoever books a call by themselves leaves the list, and what was kept for them goes on", async () => {
  const line = await aLine(house);
  const [first, second] = [await line.join(), await line.join()];
  await line.free(0);
  await line.work();
  await line.free(1);
  const own = line.practice.wish({ typeSlug: "call", startsAt: line.nine(2), email: first.guestEmail });
  await granted(book(line.ctx, own));
  await line.work();
  expect((await line.again(first)).status).toBe("served");
  expect((await line.offers()).map(({ wait_id, status }) => [wait_id, status])).toEqual([
    [first.id, "passed"],
    [second.id, "open"],
  ]);
});

test("at night the hour is kept and the letter waits for the morning; the four hours count from there", async () => {
  const line = await aLine(house, { days: 3 });
  const wait = await line.join({ zone: "Europe/Lisbon" });
  house.clock.now = new Date("2027-02-03T22:00:00Z");
  await line.free(1);
  await line.work();
  expect(await line.offers()).toMatchObject([
    { wait_id: wait.id, told_at: null, ends_at: new Date("2027-02-04T12:00:00Z") },
  ]);
  const letters = () =>
    house
      .waiting()
      .then((jobs) => jobs.filter((job) => job.job === "mail_wait_offered" && job.subjectId === wait.id));
  expect(await letters()).toEqual([]);
  house.clock.now = new Date("2027-02-04T07:59:00Z");
  await line.strike();
  expect(await letters()).toEqual([]);
  house.clock.now = new Date("2027-02-04T08:00:00Z");
  await line.strike();
  await line.strike();
  expect(await letters()).toHaveLength(1);
  expect(await line.offers()).toMatchObject([{ told_at: new Date("2027-02-04T08:00:00Z") }]);
});

test("told later than foreseen, somebody still has their four hours", async () => {
  const line = await aLine(house, { days: 3 });
  await line.join();
  house.clock.now = new Date("2027-02-03T22:00:00Z");
  await line.free(1);
  await line.work();
  house.clock.now = new Date("2027-02-04T10:30:00Z");
  await line.strike();
  expect(await line.offers()).toMatchObject([{ status: "open", ends_at: new Date("2027-02-04T14:30:00Z") }]);
});

test("an hour that begins before somebody could answer is offered to the next who can", async () => {
  const line = await aLine(house, { days: 1 });
  const asleep = await line.join({ zone: "Pacific/Auckland" });
  const awake = await line.join({ zone: "Asia/Tokyo" });
  // Nine in the evening in Auckland and five in the afternoon in Tokyo; the hour begins at nine in Lisbon.
  house.clock.now = new Date("2027-02-04T07:15:00Z");
  await line.free(0);
  await line.work();
  expect(await line.offers()).toMatchObject([
    { wait_id: awake.id, ends_at: new Date("2027-02-04T08:00:00Z") },
  ]);
  expect((await line.again(asleep)).status).toBe("waiting");
});

test("nobody waits for what is open when they come, and joining twice is one place", async () => {
  const line = await aLine(house);
  await line.free(0);
  const wish = line.wish();
  expect(await joinFull(line.ctx, wish)).toEqual({ ok: false, refusal: "open_now" });
  await granted(book(line.ctx, line.practice.wish({ typeSlug: "call", startsAt: line.nine(1) })));
  await granted(joinFull(line.ctx, wish));
  await granted(joinFull(line.ctx, { ...wish, name: "Somebody else" }));
  const rows = await line.sql("select guest_name from waits where therapist_id = $1", [line.therapistId]);
  expect(rows).toEqual([{ guest_name: wish.name }]);
  const letters = (await house.waiting()).filter(({ job }) => job === "mail_wait_joined");
  expect(letters.length).toBeGreaterThanOrEqual(2);
});

test("a therapist who takes nobody new offers nobody a first call, and all at once when she does again", async () => {
  const line = await aLine(house);
  const wait = await line.join();
  await line.sql("update therapists set is_accepting = false where id = $1", [line.therapistId]);
  await line.free(0);
  await line.work();
  await line.strike();
  expect(await line.offers()).toEqual([]);
  await line.sql("update therapists set is_accepting = true where id = $1", [line.therapistId]);
  await line.strike();
  expect(await line.offers()).toMatchObject([{ wait_id: wait.id, status: "open" }]);
});

test("days and times that somebody named are read by their own clock", async () => {
  const line = await aLine(house, { days: 4 });
  const friday = { weekday: 5, startMinute: 0, length: 720 };
  const wait = await line.join({ windows: [friday], zone: "Europe/Lisbon" });
  await line.free(0); // Thursday.
  await line.work();
  expect(await line.offers()).toEqual([]);
  await line.free(1); // Friday.
  await line.work();
  expect(await line.offers()).toMatchObject([{ wait_id: wait.id, starts_at: new Date(line.nine(2)) }]);
});

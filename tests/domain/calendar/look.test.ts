import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { lookLive } from "#app/domain/calendar/look.ts";
import { looseEnds } from "#app/domain/reports/loose-ends.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder, pullAll } from "#tests/support/at-rest-with-google.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar({ timeoutMs: 4_000 });
  await wall.connect();
  await wall.work();
});
afterEach(async () => {
  wall.clock.advance(60_000);
  await expectInOrder(wall);
});
afterAll(() => wall.close());

let day = 5;
const hour = 3_600_000;
const noon = () => Date.UTC(2027, 1, day++, 12);
const span = (startsAt: number) => ({
  start: { dateTime: new Date(startsAt).toISOString() },
  end: { dateTime: new Date(startsAt + hour).toISOString() },
});
const looked = () => wall.google.requests.filter(({ path }) => path.includes("/freeBusy")).length;
const look = (startsAt: number, except?: string) =>
  lookLive(wall.practice.ctx, wall.world, {
    ...{ therapistId: wall.practice.therapistId, startsAt, endsAt: startsAt + 50 * 60_000 },
    ...(except && { except }),
  });
const silent = (times?: number) =>
  wall.google.fail({ fault: "hang", match: "/freeBusy", ...(times && { times }) });

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const said = await work();
  return [said, performance.now() - began];
}

test("a time the calendar says is taken is refused with times near it, and read at once", async () => {
  const startsAt = noon();
  wall.google.fail({ fault: "hold-webhooks" });
  wall.phone.add(span(startsAt));
  const reply = await wall.ask(await wall.aClient(), startsAt);
  expect(reply).toMatchObject({ ok: false, refusal: "slot_taken" });
  if (!reply.ok) expect(reply.nearest.length).toBeGreaterThan(0);
  wall.google.loseNotifications();
  await wall.work();
  expect(await wall.busy()).toHaveLength(1);
  const again = await wall.ask(await wall.aClient(), startsAt);
  if (!again.ok) expect(again.nearest).not.toContain(startsAt);
});

test("while Google is silent what was pulled decides within two seconds, and a clash that shows later is on Today", async () => {
  const startsAt = noon();
  wall.google.fail({ fault: "hold-webhooks" });
  wall.phone.add(span(startsAt));
  silent();
  const client = await wall.aClient();
  const [reply, ms] = await timed(() => wall.ask(client, startsAt));
  expect(reply.ok).toBe(true);
  expect(ms).toBeGreaterThan(1_400);
  expect(ms).toBeLessThan(2_000);
  wall.google.fail({ fault: "refuse", match: "/events" });
  wall.clock.advance(1_000);
  const done = await wall.work();
  expect(done.join()).toMatch(/look_again failed/);
  const therapist = { id: wall.practice.therapistId, zone: "Europe/Lisbon" };
  const clashes = async () => (await looseEnds(wall.practice.own, therapist)).clash;
  expect(await clashes()).toEqual([]);
  wall.google.faults.clear();
  wall.google.loseNotifications();
  wall.clock.advance(60_000);
  await wall.work();
  expect(await clashes()).toHaveLength(1);
  const [row] = await wall.rows("select count(*)::int as n from events where name = 'booking.taken_unseen'");
  expect(row).toEqual({ n: 1 });
});

test("fifty who ask at once put one question at a time, and all are answered", async () => {
  const startsAt = noon();
  const { fetch } = wall.google;
  let [asking, most, all] = [0, 0, 0];
  const counting: typeof fetch = async (input, init) => {
    const isQuestion = String(input instanceof Request ? input.url : input).includes("/freeBusy");
    if (isQuestion) [asking, all, most] = [asking + 1, all + 1, Math.max(most, asking + 1)];
    try {
      return await fetch(input, init);
    } finally {
      if (isQuestion) asking -= 1;
    }
  };
  Object.assign(wall.google, { fetch: counting });
  const days = [startsAt, noon()];
  const said = await Promise.all(Array.from({ length: 50 }, (_, n) => look(days[n % 2]!)));
  Object.assign(wall.google, { fetch });
  expect(said).toEqual(Array(50).fill("free"));
  expect(most).toBe(1);
  expect(all).toBeLessThan(25);
});

test("who waits behind a question about another day waits no longer for both", async () => {
  silent();
  const days = Array.from({ length: 8 }, noon);
  const before = looked();
  const [said, ms] = await timed(() => Promise.all(days.map((startsAt) => look(startsAt))));
  expect(said).toEqual(Array(8).fill("unseen"));
  expect(ms).toBeLessThan(1_900);
  expect(looked()).toBeLessThanOrEqual(before + 2);
});

test("after two silences nobody waits for a minute, then one asks, and an answer ends it", async () => {
  silent();
  const startsAt = noon();
  await look(startsAt);
  await look(startsAt);
  const [said, ms] = await timed(() => look(startsAt));
  expect(said).toBe("unseen");
  expect(ms).toBeLessThan(300);
  wall.clock.advance(60_000);
  const [, waited] = await timed(() => look(startsAt));
  expect(waited).toBeGreaterThan(1_400);
  expect((await timed(() => look(startsAt)))[1]).toBeLessThan(300);
  wall.google.faults.clear();
  wall.clock.advance(60_000);
  expect(await look(startsAt)).toBe("free");
  silent(1);
  expect(await look(startsAt)).toBe("unseen");
  expect(await look(startsAt)).toBe("free");
});

test("what of ours is moved, called off or dragged elsewhere is in nobody's way", async () => {
  const startsAt = noon();
  const [moves, ends, dragged] = [
    await wall.booked(startsAt),
    await wall.booked(startsAt + hour),
    await wall.booked(startsAt + 2 * hour),
  ];
  await wall.work();
  const [{ appointment_id: except = "" } = {}] = await wall.rows<{ appointment_id: string }>(
    "select appointment_id from bookings where id = $1",
    moves.id,
  );
  expect(await look(startsAt + 10 * 60_000)).toBe("busy");
  expect(await look(startsAt + 10 * 60_000, except)).toBe("free");
  const { own } = wall.practice;
  await moveKnowingly(own, {
    bookingId: moves.id,
    sequence: 0,
    startsAt: startsAt - 2 * hour,
    knowingly: false,
  });
  await callOff(own, { bookingId: ends.id, sequence: 0 });
  expect(await look(startsAt)).toBe("free");
  expect(await look(startsAt + hour)).toBe("free");
  await wall.work();
  const event = wall.ours().find(({ description }) => description?.endsWith(dragged.id));
  wall.phone.patch(event?.id ?? "", span(startsAt + 5 * hour));
  await pullAll(wall);
  expect(await look(startsAt + 5 * hour)).toBe("free");
});

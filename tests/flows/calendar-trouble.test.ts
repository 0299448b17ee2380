import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder, pullAll, wrongs } from "#tests/support/at-rest-with-google.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const faults = ["refuse", "hang", "500", "429", "quota", "cut", "bad-json", "lose-answer"] as const;
type Fault = (typeof faults)[number];

/** Every call there is on the way of a booking to Google and of Google's changes to us. */
const sites = [
  "POST /token",
  "POST /calendar/v3/freeBusy",
  "POST /calendar/v3/calendars/primary/events",
  "PATCH /calendar/v3/calendars/primary/events/",
  "DELETE /calendar/v3/calendars/primary/events/",
  "GET /calendar/v3/calendars/primary/events/selvage",
  "GET /calendar/v3/calendars/primary/events",
  "/events/watch",
  "/channels/stop",
  "/",
];

let wall: WallCalendar;
beforeAll(async () => {
  // A call that hangs is given up by the machine's clock; longer than anybody who books is kept waiting.
  wall = await aWallCalendar({ timeoutMs: 1_700 });
  await wall.rows("update session_types set horizon_days = 365");
  await wall.connect();
  await wall.work();
});
afterEach(() => expectInOrder(wall));
afterAll(() => wall.close());

let last = 0;
/** A time nobody has used, with two hours after it: nine, noon, three or six o'clock. */
const freshTime = () => {
  do last = Math.max(last + 3 * hour, Math.ceil(wall.clock.now.getTime() / day + 2) * day + 9 * hour);
  while (new Date(last).getUTCHours() < 9 || new Date(last).getUTCHours() > 18);
  return last;
};
const span = (startsAt: number) => ({
  start: { dateTime: new Date(startsAt).toISOString() },
  end: { dateTime: new Date(startsAt + hour).toISOString() },
});

/** Whatever Google does, whoever books is answered within two seconds. */
async function isAnswered(startsAt: number): Promise<string> {
  const client = await wall.aClient();
  const began = performance.now();
  const reply = await wall.ask(client, startsAt);
  const took = performance.now() - began;
  if (!reply.ok) throw new Error(reply.refusal);
  expect(took).toBeLessThan(2_000);
  return reply.value.id;
}

/** The busy times that are yet to come, in words. */
const ahead = async () =>
  (await wall.busy())
    .filter(({ starts_at }) => starts_at.getTime() > wall.clock.now.getTime() + hour)
    .map(({ starts_at, ends_at }) => `${starts_at.toISOString()} to ${ends_at.toISOString()}`);
const without = (these: string[], those: string[]) => these.filter((one) => !those.includes(one));

const quotaIsNone: readonly string[] = ["POST /token"];
const tokenEnds = () => wall.rows("update calendar_connections set access_until = now() - interval '1 hour'");
const letItBreak = async () => {
  for (const ms of [0, 2 * minute]) {
    wall.clock.advance(ms);
    await wall.tick();
    await wall.work();
  }
};

/** A booking, a move and an end, and somebody's own event, each while Google fails; then Google is back. */
async function aLifeWith(fault: Fault, site: string): Promise<void> {
  const startsAt = freshTime();
  const { own } = wall.practice;
  const [stays, moves, ends] = [freshTime(), freshTime(), freshTime()];
  const [movesId, endsId] = [(await wall.booked(moves)).id, (await wall.booked(ends)).id];
  await wall.work();
  // One whose event was written to by hand meanwhile, so that it is looked at before it is written.
  const touched = wall.ours().find(({ description }) => description?.endsWith(movesId));
  wall.google.fail({ fault: "hold-webhooks" });
  wall.phone.patch(touched?.id ?? "", { summary: "Somebody" });
  await wall.rows("update calendars set channel_until = $1", new Date(wall.clock.now.getTime() + hour));
  await tokenEnds();
  wall.google.fail({ fault, match: site, ...(fault === "hang" && { times: 2 }) });

  const known = await ahead();
  const staysId = await isAnswered(stays);
  expect(
    await moveKnowingly(own, { bookingId: movesId, sequence: 0, startsAt: moves + hour, knowingly: false }),
  ).toMatchObject({ ok: true });
  expect(await callOff(own, { bookingId: endsId, sequence: 0 })).toMatchObject({ ok: true });
  wall.phone.add(span(startsAt));
  await letItBreak();
  // What closed openings goes on closing them.
  expect(without(known, await ahead())).toEqual([]);

  wall.google.faults.clear();
  for (let minutes = 0; minutes < 10; minutes += 2) {
    wall.clock.advance(2 * minute);
    await wall.tick();
    await wall.work();
  }
  const told = `${fault} at ${site}`;
  expect(await wrongs(wall), told).toEqual([]);
  const stands = (id: string) =>
    wall
      .ours()
      .filter(({ description }) => description?.endsWith(id))
      .map(({ start }) => Date.parse(start?.dateTime ?? ""));
  expect([stands(staysId), stands(movesId), stands(endsId)], told).toEqual([[stays], [moves + hour], []]);
}

describe(`wherever Google fails, people are answered and its events are right within ten minutes of its return (SEED=${seed})`, () => {
  for (const [n, site] of sites.entries()) {
    const possible = faults.filter((fault) => fault !== "quota" || !quotaIsNone.includes(site));
    const now = process.env.LONG
      ? possible
      : [0, 1, 2].map((more) => possible[(seed + n + 3 * more) % possible.length]!);
    for (const fault of new Set(now)) test(`${fault} at ${site}`, () => aLifeWith(fault, site), 60_000);
  }
});

test("a day without Google loses nothing: bookings go on, and all is as it should be ten minutes after its return", async () => {
  const [kept, gone, moved] = [await wall.booked(freshTime()), await wall.booked(freshTime()), freshTime()];
  const { id: movedId } = await wall.booked(moved);
  wall.phone.add(span(moved + 2 * hour));
  await wall.work();
  wall.google.fail({ fault: "refuse" });
  await callOff(wall.practice.own, { bookingId: gone.id, sequence: 0 });
  const wish = { bookingId: movedId, sequence: 0, startsAt: moved + hour, knowingly: true };
  await moveKnowingly(wall.practice.own, wish);
  const during = freshTime();
  for (let passed = 0; passed < day; passed += 2 * hour) {
    wall.clock.advance(2 * hour);
    await wall.tick();
    await wall.work();
    if (passed === 6 * hour) await isAnswered(during);
    // Stored busy times go on closing openings, and open nothing that was closed.
    if (passed === 8 * hour)
      expect(await wall.ask(await wall.aClient(), moved + 2 * hour)).toMatchObject({ refusal: "slot_taken" });
  }
  wall.phone.add(span(during + 3 * hour));
  wall.google.loseNotifications();
  wall.google.faults.clear();
  for (let minutes = 0; minutes < 10; minutes++) {
    wall.clock.advance(minute);
    await wall.tick();
    await wall.work();
  }
  expect(await wrongs(wall)).toEqual([]);
  expect(kept.id).toBeDefined();
}, 60_000);

test("a grant that dies anywhere is told once; bookings go on; connected again, all is right", async () => {
  for (const site of ["a pull", "a push", "a look"] as const) {
    const before = freshTime();
    wall.phone.add(span(before));
    await wall.work();
    await tokenEnds();
    wall.letters.length = 0;
    wall.google.fail({ fault: "invalid-grant" });
    if (site === "a pull") await pullAll(wall);
    if (site === "a look") await wall.ask(await wall.aClient(), freshTime());
    await isAnswered(freshTime());
    await letItBreak();
    await pullAll(wall);
    const [row] = await wall.rows("select state, trouble from calendar_connections");
    expect(row, site).toEqual({ state: "needs_reconnect", trouble: "dead" });
    expect(
      wall.letters.filter(({ subject }) => /Google|calendar/i.test(subject)),
      site,
    ).toHaveLength(1);
    expect(await wall.ask(await wall.aClient(), before), site).toMatchObject({ refusal: "slot_taken" });
    await isAnswered(freshTime());
    wall.google.faults.clear();
    expect(await wall.connect()).toMatchObject({ ok: true });
    await expectInOrder(wall);
  }
}, 60_000);

test("five hundred pages are read whole, and a grant taken away in the middle of them leaves what was known", async () => {
  for (let n = 0; n < 500; n++) wall.phone.add(span(Date.UTC(2027, 3, 1) + (n % 50) * day + (n % 5) * hour));
  wall.google.engine.pageSize = 1;
  wall.phone.expireSyncTokens();
  const known = (await wall.busy()).length;
  const { fetch } = wall.google;
  let pages = 0;
  const revoking: typeof fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (url.includes("pageToken") && ++pages === 250) wall.account.revoke();
    return fetch(input, init);
  };
  Object.assign(wall.google, { fetch: revoking });
  await pullAll(wall);
  expect(pages).toBe(250);
  expect((await wall.busy()).length).toBe(known);
  expect(await wall.rows("select state from calendar_connections")).toEqual([{ state: "needs_reconnect" }]);
  await wall.connect();
  await wall.work();
  Object.assign(wall.google, { fetch });
  expect(pages).toBeGreaterThan(750);
  expect((await wall.busy()).length).toBeGreaterThanOrEqual(500);
  wall.google.engine.pageSize = null;
}, 60_000);

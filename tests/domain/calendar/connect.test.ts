import { afterEach, beforeEach, expect, test } from "vitest";
import { changeManner } from "#app/domain/calendar/choose.ts";
import { connect } from "#app/domain/calendar/connect.ts";
import { connectionOf, grantOf } from "#app/domain/calendar/connection.ts";
import { disconnect } from "#app/domain/calendar/disconnect.ts";
import { scopes } from "#app/domain/calendar/rules.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder, pullAll } from "#tests/support/at-rest-with-google.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { findBroken } from "#tests/support/invariants.ts";

let wall: WallCalendar;
beforeEach(async () => {
  wall = await aWallCalendar();
});
afterEach(async () => {
  await expectInOrder(wall);
  await wall.close();
});

const noon = (day: number) => Date.parse(`2027-02-${String(day).padStart(2, "0")}T12:00:00Z`);
const states = () =>
  wall.rows("select state, generation, titles, breaks from calendar_connections order by generation");
const requested = (piece: string) =>
  wall.google.requests.filter(({ method, path }) => `${method} ${path}`.includes(piece)).length;

test("what stands ahead is put into a calendar that is connected, and what is in it closes openings", async () => {
  await wall.booked(noon(8));
  await wall.work();
  wall.phone.add({ start: { date: "2027-02-10" }, end: { date: "2027-02-11" } });
  expect(await wall.connect()).toEqual({ ok: true, value: null });
  await wall.work();
  expect(wall.ours().map(({ start }) => start?.dateTime)).toEqual([
    expect.stringContaining("2027-02-08T12:00"),
  ]);
  const reply = await wall.ask(await wall.aClient(), noon(10));
  expect(reply).toMatchObject({ ok: false, refusal: "slot_taken" });
});

test("with a box unticked nothing is kept, and what was given is given back", async () => {
  for (const granted of [[scopes.events], [scopes.freeBusy]])
    expect(await wall.connect({ granted })).toEqual({ ok: false, refusal: "boxes_unticked" });
  expect(wall.google.engine.grants.all).toEqual([]);
  expect(await states()).toEqual([]);
  expect(await wall.connect()).toMatchObject({ ok: true });
});

test("whoever takes longer than ten minutes, brings somebody else's way or a way that was gone begins again", async () => {
  const { other } = await colleagues(wall.practice);
  const late = await wall.consent();
  wall.clock.advance(10 * 60_000);
  expect(await connect(wall.practice.own, wall.world, late)).toEqual({ ok: false, refusal: "too_late" });
  const theirs = await wall.consent({ as: other });
  expect(await connect(wall.practice.own, wall.world, theirs)).toEqual({ ok: false, refusal: "too_late" });
  expect(await connect(wall.practice.own, wall.world, { state: "nonsense", code: "x" })).toMatchObject({
    refusal: "too_late",
  });
  const once = await wall.consent();
  const both = await Promise.all([1, 2].map(() => connect(wall.practice.own, wall.world, once)));
  expect(both.map((said) => (said.ok ? "connected" : said.refusal)).sort()).toEqual([
    "connected",
    "too_late",
  ]);
  const again = await wall.consent();
  expect(await connect(wall.practice.own, wall.world, { ...again, code: once.code })).toEqual({
    ok: false,
    refusal: "refused",
  });
  const { manager } = await colleagues(wall.practice);
  expect(await connect(manager, wall.world, again)).toEqual({ ok: false, refusal: "not_here" });
});

test("while Google is away nobody is connected, and the next try is a new one", async () => {
  for (const [fault, match] of [
    ["refuse", "/token"],
    ["500", "/token"],
    ["lose-answer", "/token"],
  ] as const) {
    wall.google.fail({ fault, match, times: 1 });
    expect(await wall.connect()).toEqual({ ok: false, refusal: "away" });
  }
  expect(await wall.connect()).toMatchObject({ ok: true });
});

test("a dead grant is told once, closes nothing more and opens nothing, and connecting again keeps what was chosen", async () => {
  await wall.connect();
  await changeManner(wall.practice.own, { titles: "initials", isAgreed: true, makesMeet: false });
  wall.phone.add({ start: { dateTime: "2027-02-10T12:00:00Z" }, end: { dateTime: "2027-02-10T13:00:00Z" } });
  await wall.work();
  wall.account.revoke();
  wall.letters.length = 0;
  await pullAll(wall);
  await pullAll(wall);
  await wall.booked(noon(9));
  await wall.work();
  expect(await states()).toEqual([
    { state: "needs_reconnect", generation: 1, titles: "initials", breaks: 1 },
  ]);
  expect(wall.letters.filter(({ subject }) => /calendar/i.test(subject))).toHaveLength(1);
  expect(await wall.ask(await wall.aClient(), noon(10))).toMatchObject({ refusal: "slot_taken" });
  expect(wall.ours()).toEqual([]);

  expect(await wall.connect()).toMatchObject({ ok: true });
  await wall.work();
  expect(await states()).toEqual([{ state: "connected", generation: 1, titles: "initials", breaks: 1 }]);
  expect(wall.ours()).toHaveLength(1);
  expect(wall.ours()[0]?.summary).toMatch(/^C\. \d\.$/);
});

test("parted from Google, what is to come is taken out, what was stays, and the grant is given back", async () => {
  await wall.connect();
  await wall.booked(noon(4));
  await wall.booked(noon(20));
  wall.phone.add({ start: { date: "2027-02-10" }, end: { date: "2027-02-11" } });
  await wall.work();
  wall.clock.advance(2 * 86_400_000);
  expect(await disconnect(wall.practice.own)).toMatchObject({ ok: true });
  expect(await wall.busy()).toEqual([]);
  expect(await wall.connect()).toEqual({ ok: false, refusal: "still_leaving" });
  await wall.work();
  expect(wall.ours().map(({ start }) => start?.dateTime)).toEqual([
    expect.stringContaining("2027-02-04T12:00"),
  ]);
  expect(wall.google.engine.grants.all).toEqual([]);
  expect(wall.google.engine.channels).toEqual([]);
  expect(await states()).toMatchObject([{ state: "disconnected" }]);
  const [row] = await wall.rows("select sealed_refresh, sealed_access from calendar_connections");
  expect(row).toEqual({ sealed_refresh: null, sealed_access: null });
  expect(await disconnect(wall.practice.own)).toEqual({ ok: false, refusal: "not_here" });

  expect(await wall.connect()).toMatchObject({ ok: true });
  await wall.work();
  expect(await states()).toMatchObject([{ generation: 1 }, { generation: 2, state: "connected" }]);
});

test("parting waits for Google, and a second press does not", async () => {
  await wall.connect();
  await wall.booked(noon(20));
  await wall.work();
  wall.google.fail({ fault: "refuse" });
  await disconnect(wall.practice.own);
  await wall.work();
  expect(await states()).toMatchObject([{ state: "leaving" }]);
  expect(await disconnect(wall.practice.own)).toMatchObject({ ok: true });
  expect(await states()).toMatchObject([{ state: "disconnected" }]);
  wall.google.faults.clear();
  await wall.work();

  // What could not be taken out then is cleared away when somebody connects again.
  expect(wall.ours()).toHaveLength(1);
  await wall.connect();
  await expectInOrder(wall);
  expect(wall.ours()).toHaveLength(1);
});

test("a grant that died before is no hindrance to parting", async () => {
  await wall.connect();
  await wall.booked(noon(20));
  await wall.work();
  wall.account.revoke();
  expect(await disconnect(wall.practice.own)).toMatchObject({ ok: true });
  await wall.work();
  expect(await states()).toMatchObject([{ state: "disconnected" }]);

  await wall.connect();
  await wall.work();
  wall.account.revoke();
  await pullAll(wall);
  expect(await states()).toMatchObject([{}, { state: "needs_reconnect" }]);
  const before = requested("");
  expect(await disconnect(wall.practice.own)).toMatchObject({ ok: true });
  await wall.work();
  expect(requested("")).toBe(before);
  expect(await states()).toMatchObject([{}, { state: "disconnected" }]);
  expect(await wall.busy()).toEqual([]);
});

test("no token stands in plain anywhere", async () => {
  await wall.connect();
  await wall.booked(noon(20));
  await wall.work();
  const { ctx, therapistId } = wall.practice;
  const connection = await connectionOf(ctx, therapistId);
  const grant = connection && grantOf(ctx, connection);
  const secrets = [grant?.refresh ?? "", grant?.access ?? ""];
  expect(secrets.every((secret) => secret.length > 20)).toBe(true);
  expect(await findBroken(wall.database.pool, { secrets })).toEqual([]);
});

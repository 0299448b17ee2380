import { afterEach, beforeEach, expect, test } from "vitest";
import { askConsent } from "#app/domain/calendar/ask-consent.ts";
import { changeManner } from "#app/domain/calendar/choose.ts";
import { connect } from "#app/domain/calendar/connect.ts";
import { scopes } from "#app/domain/calendar/rules.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";

let wall: WallCalendar;
beforeEach(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterEach(() => wall.close());

/** Through Google's page and back, as somebody who is signed in there with another account. */
async function connectAs(account: string) {
  wall.google.engine.account(account, { timeZone: "Europe/Lisbon" });
  const { own } = wall.practice;
  const url = await askConsent(own, wall.world, { wantsList: false });
  const back = new URL(wall.google.engine.consent(url ?? "", { account })).searchParams;
  return connect(own, wall.world, { state: back.get("state") ?? "", code: back.get("code") ?? "" });
}

async function booked() {
  const reply = await wall.ask(await wall.aClient(), Date.parse("2027-02-09T12:00:00Z"));
  if (!reply.ok) throw new Error(reply.refusal);
  await wall.work();
}

test("another account is not taken for the one that is connected", async () => {
  await booked();
  expect(await connectAs("other@gmail.test")).toEqual({ ok: false, refusal: "other_account" });
  await wall.work();
  expect(wall.ours()).toHaveLength(1);
});

test("another account in the place of a dead grant begins anew: sessions go there, and nobody is asked about the old ones", async () => {
  await booked();
  wall.account.revoke();
  wall.clock.advance(3_600_000);
  await wall.tick();
  await wall.work();
  expect(await connectAs("other@gmail.test")).toMatchObject({ ok: true });
  await wall.work();
  const there = wall.google.engine.account("other@gmail.test").calendar().events();
  expect(there.filter(({ extendedProperties }) => extendedProperties?.private?.appointment)).toHaveLength(1);
  expect(await wall.rows("select id from calendar_proposals")).toEqual([]);
});

test("a box left unticked on the way to the list leaves the connection that stands alone", async () => {
  const few = [scopes.events];
  expect(await wall.connect({ wantsList: true, granted: few })).toEqual({
    ok: false,
    refusal: "boxes_unticked",
  });
  await booked();
  expect(wall.ours()).toHaveLength(1);
});

test("whoever wants no Meet links any more has none: the room of their own is the way in again", async () => {
  const { own } = wall.practice;
  await changeManner(own, { titles: "busy", isAgreed: false, makesMeet: true });
  await wall.rows("update session_types set place = 'online'");
  await booked();
  expect(wall.ours()[0]?.hangoutLink).toMatch(/^https:\/\/meet/);
  await changeManner(own, { titles: "busy", isAgreed: false, makesMeet: false });
  await wall.work();
  expect(wall.ours()[0]?.hangoutLink).toBeUndefined();
  expect(await wall.rows("select meet_url from calendar_entries")).toEqual([{ meet_url: null }]);
});

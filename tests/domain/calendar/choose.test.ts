import { afterEach, beforeEach, expect, test } from "vitest";
import { type Choice, chooseCalendars, listCalendars } from "#app/domain/calendar/choose.ts";
import { lookLive } from "#app/domain/calendar/look.ts";
import { beginCare } from "#app/domain/clients/add.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder, pullAll } from "#tests/support/at-rest-with-google.ts";
import { colleagues } from "#tests/support/colleagues.ts";

let wall: WallCalendar;
beforeEach(async () => {
  wall = await aWallCalendar();
  wall.account.addCalendar({ id: "family@group.test", summary: "Family" });
  wall.account.addCalendar({ id: "work@group.test", summary: "Work", timeZone: "Europe/Berlin" });
  wall.account.addCalendar({ id: "club@group.test", summary: "Club", accessRole: "reader" });
});
afterEach(async () => {
  await expectInOrder(wall);
  await wall.close();
});

const noon = (day: number) => Date.UTC(2027, 1, day, 12);
const span = (startsAt: number) => ({
  start: { dateTime: new Date(startsAt).toISOString() },
  end: { dateTime: new Date(startsAt + 3_600_000).toISOString() },
});

async function choose(choice: Choice) {
  const listed = await listCalendars(wall.practice.own, wall.world);
  if (!listed.ok) throw new Error(listed.refusal);
  const said = await chooseCalendars(wall.practice.own, listed.value, choice);
  await wall.work();
  return said.ok ? "chosen" : said.refusal;
}

test("which calendars there are is told only where that box was ticked", async () => {
  await wall.connect();
  expect(await listCalendars(wall.practice.own, wall.world)).toEqual({ ok: false, refusal: "needs_box" });
  await wall.connect({ wantsList: true });
  const listed = await listCalendars(wall.practice.own, wall.world);
  expect(listed).toMatchObject({
    value: [
      { id: "primary", isRead: true, isWritten: true, isWritable: true },
      { id: "family@group.test", name: "Family", isRead: false, isWritten: false, isWritable: true },
      { id: "work@group.test", isWritable: true },
      { id: "club@group.test", isWritable: false },
    ],
  });
  wall.google.fail({ fault: "500", match: "calendarList", times: 1 });
  expect(await listCalendars(wall.practice.own, wall.world)).toEqual({ ok: false, refusal: "away" });
});

test("events move to the calendar that is written to from now on, and each that is read closes openings", async () => {
  await wall.connect({ wantsList: true });
  await wall.booked(noon(8));
  wall.phone.add(span(noon(10)));
  const [family, work] = [
    wall.account.calendar("family@group.test"),
    wall.account.calendar("work@group.test"),
  ];
  family.add(span(noon(11)));
  work.add(span(noon(12)));
  await wall.work();
  expect(await wall.busy()).toHaveLength(1);

  expect(await choose({ reads: ["primary", "family@group.test"], writes: "work@group.test" })).toBe("chosen");
  expect((await wall.busy()).map(({ starts_at }) => starts_at.getTime())).toEqual([noon(10), noon(11)]);
  expect(work.events().filter(({ extendedProperties }) => extendedProperties)).toHaveLength(1);
  expect(wall.ours()).toHaveLength(1);

  expect(await choose({ reads: ["club@group.test"], writes: "family@group.test" })).toBe("chosen");
  expect(await wall.busy()).toEqual([]);
  expect(family.events()).toHaveLength(2);
  expect(wall.ours()).toHaveLength(1);
  await wall.booked(noon(10));

  expect(await choose({ reads: ["primary"], writes: "club@group.test" })).toBe("not_offered");
  expect(await choose({ reads: ["strange@group.test"], writes: "primary" })).toBe("not_offered");
});

test("a pull that was on its way when a calendar was given up closes nothing again", async () => {
  await wall.connect({ wantsList: true });
  await wall.work();
  const listed = await listCalendars(wall.practice.own, wall.world);
  const { fetch } = wall.google;
  let isChosen = false;
  Object.assign(wall.google, {
    fetch: (async (input, init) => {
      const answer = await fetch(input, init);
      const url = String(input instanceof Request ? input.url : input);
      if (!isChosen && url.includes("/calendars/primary/events?")) {
        isChosen = true;
        const choice = { reads: [], writes: "family@group.test" };
        expect(await chooseCalendars(wall.practice.own, listed.ok ? listed.value : [], choice)).toMatchObject(
          { ok: true },
        );
      }
      return answer;
    }) satisfies typeof fetch,
  });
  wall.phone.add(span(noon(10)));
  await wall.work();
  Object.assign(wall.google, { fetch });
  expect(isChosen).toBe(true);
  expect(await wall.busy()).toEqual([]);
});

test("of two pulls at once what only the dropped one heard is known as soon", async () => {
  await wall.connect();
  await wall.work();
  const { fetch } = wall.google;
  let isFirst = true;
  Object.assign(wall.google, {
    fetch: (async (input, init) => {
      const answer = await fetch(input, init);
      const url = String(input instanceof Request ? input.url : input);
      if (isFirst && url.includes("syncToken")) {
        isFirst = false;
        // Heard by nobody but whoever asks now, while the first answer is still on its way.
        wall.phone.add(span(noon(10)));
        await google.delivered();
        wall.google.loseNotifications();
        await pullAll(wall);
      }
      return answer;
    }) satisfies typeof fetch,
  });
  const { google } = wall;
  await pullAll(wall);
  Object.assign(wall.google, { fetch });
  expect(isFirst).toBe(false);
  expect(await wall.busy()).toHaveLength(1);
});

test("in a calendar that is shared a colleague's sessions are busy times, and nobody takes out another's", async () => {
  const { other, otherTherapistId } = await colleagues(wall.practice);
  const theirs = wall.google.engine.account("other@gmail.test", { timeZone: "Europe/Lisbon" }).calendar();
  await wall.connect({ wantsList: true });
  expect(await wall.connect({ as: other, account: "other@gmail.test" })).toMatchObject({ ok: true });
  theirs.add({ ...span(noon(9)), summary: "Yoga" });
  const { id, client } = await wall.booked(noon(20));
  const { ctx } = wall.practice;
  const care = { clientId: client.clientId, therapistId: otherTherapistId };
  await beginCare(ctx, care.clientId, care.therapistId);
  await moveOn(ctx, { ...care, to: "intake", discoveryBy: "call" });
  await wall.rows(
    "update appointments set therapist_id = $1 where id = (select appointment_id from bookings where id = $2)",
    ...[otherTherapistId, id],
  );
  await wall.rows("update bookings set therapist_id = $1 where id = $2", otherTherapistId, id);
  await wall.work();
  expect(theirs.events()).toHaveLength(2);

  const shared = wall.account.addCalendar({ id: "shared@group.test" });
  for (const event of theirs.events()) shared.add(event);
  await choose({ reads: ["primary", "shared@group.test"], writes: "primary" });
  await pullAll(wall);
  const busy = await wall.rows<{ starts_at: Date }>(
    "select starts_at from busy_times where therapist_id = $1 order by starts_at",
    wall.practice.therapistId,
  );
  expect(busy.map(({ starts_at }) => starts_at.getTime())).toEqual([noon(9), noon(20)]);
  expect(shared.events()).toHaveLength(2);
});

test("a calendar nobody shares any more makes nobody blind for the others", async () => {
  await wall.connect({ wantsList: true });
  await choose({ reads: ["primary", "club@group.test"], writes: "primary" });
  wall.account.loseCalendar("club@group.test");
  const { therapistId, ctx } = wall.practice;
  const look = () =>
    lookLive(ctx, wall.world, { therapistId, startsAt: noon(12), endsAt: noon(12) + 3_600_000 });
  expect(await look()).toBe("unseen");
  await pullAll(wall);
  wall.clock.advance(60_000);
  expect(await look()).toBe("free");
  wall.phone.add(span(noon(12)));
  expect(await look()).toBe("busy");
  const [row] = await wall.rows("select trouble from calendars where external_id = 'club@group.test'");
  expect(row).toEqual({ trouble: "missing" });
  expect(await wall.rows("select state from calendar_connections")).toEqual([{ state: "connected" }]);
});

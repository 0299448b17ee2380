import { afterAll, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { disconnect, leaveCalendar } from "#app/domain/calendar/disconnect.ts";
import { pullCalendar } from "#app/domain/calendar/pull.ts";
import { pushAppointment } from "#app/domain/calendar/push.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { openGoogle } from "#app/integrations/google-calendar.server.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { askedByTwoPulls, comeToRest, expectInOrder, wrongs } from "#tests/support/at-rest-with-google.ts";
import { dyingAt } from "./support/dying.ts";
import type { Counter } from "./support/tap.ts";

const hour = 3_600_000;

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.rows("update session_types set horizon_days = 365");
  await wall.connect();
  await wall.work();
});
afterAll(async () => {
  await expectInOrder(wall);
  await wall.close();
});

let last = 0;
/** A time nobody has used, with an hour after it. */
const freshTime = () => {
  do last = Math.max(last + 2 * hour, Math.ceil(wall.clock.now.getTime() / hour + 48) * hour);
  while (new Date(last).getUTCHours() < 9 || new Date(last).getUTCHours() > 17);
  return last;
};
const span = (startsAt: number) => ({
  start: { dateTime: new Date(startsAt).toISOString() },
  end: { dateTime: new Date(startsAt + hour).toISOString() },
});

/** The world of a process that dies: each call counts before it is made, and when its answer is about to be heard. */
function worldOf(counter: Counter) {
  const dead = () => Promise.reject(new TypeError("fetch failed"));
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!counter.pass("before the call")) return dead();
    const answer = await wall.google.fetch(input, init);
    return counter.pass("before the answer") ? answer : dead();
  };
  const setup = { clientId: "a-client", clientSecret: "a-secret", timeoutMs: 5_000 };
  return { ...wall.world, calendars: openGoogle({ ...setup, fetch }) };
}

type Life = {
  job: (ctx: Ctx, world: WallCalendar["world"], subject: Subject) => Promise<void>;
  subjectId: string;
};
type Subject = { practiceId: string; subjectId: string; sequence: number };

/** Do a piece of work in a process that dies at its n-th statement or call; says how many there were. */
async function dies(n: number, { job, subjectId }: Life): Promise<number> {
  const { practiceId } = wall.practice.ctx;
  const points = await dyingAt(wall, n, (db, counter) => {
    const house = { ...wall.house, db, actor: { kind: "system", job: "a job" } as const };
    return job({ ...house, practiceId }, worldOf(counter), { practiceId, subjectId, sequence: 0 });
  });
  // Whatever a worker had in hand when it died is given to another.
  const { enqueue } = wall.house;
  if (job !== pullCalendar)
    await enqueue(wall.house.db, "calendar", [
      {
        job: job === leaveCalendar ? "leave_calendar" : "push_appointment",
        practiceId,
        subjectId,
        sequence: turn++,
      },
    ]);
  return points;
}
let turn = 1_000_000;

async function appointmentOf(bookingId: string): Promise<string> {
  const [row] = await wall.rows<{ id: string }>(
    "select appointment_id as id from bookings where id = $1",
    bookingId,
  );
  return row?.id ?? "";
}

/** Forget what the booking had done for it: the process that does it now is the one that dies. */
const forgetWork = () => wall.rows("delete from still_work where work->>'job' like 'calendar_%'");

const lives = {
  async "putting in an event"(): Promise<Life> {
    const { id } = await wall.booked(freshTime());
    await forgetWork();
    return { job: pushAppointment, subjectId: await appointmentOf(id) };
  },
  async "moving one that was touched by hand"(): Promise<Life> {
    const startsAt = freshTime();
    const { id } = await wall.booked(startsAt);
    await wall.work();
    const event = wall.ours().find(({ description }) => description?.endsWith(id));
    wall.phone.patch(event?.id ?? "", { summary: "Somebody" });
    const wish = { bookingId: id, sequence: 0, startsAt: startsAt + hour, knowingly: true };
    expect(await moveKnowingly(wall.practice.own, wish)).toMatchObject({ ok: true });
    await forgetWork();
    return { job: pushAppointment, subjectId: await appointmentOf(id) };
  },
  async "taking one out"(): Promise<Life> {
    const { id } = await wall.booked(freshTime());
    await wall.work();
    expect(await callOff(wall.practice.own, { bookingId: id, sequence: 0 })).toMatchObject({ ok: true });
    await forgetWork();
    return { job: pushAppointment, subjectId: await appointmentOf(id) };
  },
  async "putting in anew one that was taken out"(): Promise<Life> {
    const startsAt = freshTime();
    const { id } = await wall.booked(startsAt);
    await wall.work();
    const event = wall.ours().find(({ description }) => description?.endsWith(id));
    const wish = { bookingId: id, sequence: 0, startsAt: startsAt + hour, knowingly: true };
    await moveKnowingly(wall.practice.own, wish);
    wall.phone.remove(event?.id ?? "");
    await forgetWork();
    return { job: pushAppointment, subjectId: await appointmentOf(id) };
  },
  async "reading what changed, and what belongs to nothing"(): Promise<Life> {
    const [first, second] = [await wall.booked(freshTime()), await wall.booked(freshTime())];
    await wall.work();
    wall.phone.add(span(freshTime()));
    const of = (booking: { id: string }) =>
      wall.ours().find(({ description }) => description?.endsWith(booking.id));
    wall.phone.remove(of(first)?.id ?? "");
    // As an older connection left it.
    const stray = of(second);
    const { extendedProperties } = stray ?? {};
    const id = stray?.id?.replace(/t0$/, `tv${turn++}`);
    wall.phone.add({ id, extendedProperties, ...span(freshTime()) } as object);
    await wall.google.delivered();
    await wall.rows("delete from still_work where work->>'job' = 'pull_calendar'");
    await wall.rows("update calendars set channel_until = now()");
    const [{ id: subjectId = "" } = {}] = await wall.rows<{ id: string }>(
      "select id from calendars where ended_at is null",
    );
    return { job: pullCalendar, subjectId };
  },
  async "reading all of it"(): Promise<Life> {
    wall.phone.expireSyncTokens();
    return this["reading what changed, and what belongs to nothing"]();
  },
} as const;

for (const [name, begin] of Object.entries(lives))
  test(`killed at any statement or call of ${name}, all is as it should be afterwards`, async () => {
    const all = await dies(Number.POSITIVE_INFINITY, await begin.call(lives));
    await comeToRest(wall);
    expect(await wrongs(wall)).toEqual([]);
    const every = Array.from({ length: all }, (_, n) => n + 1);
    const shift = Math.floor(Math.random() * 3);
    const step = Math.ceil(all / 4);
    const chosen = process.env.LONG ? every : every.filter((n) => (n + shift) % step === 0 || n === all);
    console.info(`${all} points on the way of ${name}; dying at ${chosen.length}`);
    for (const n of chosen) {
      await dies(n, await begin.call(lives));
      await comeToRest(wall);
      expect(await wrongs(wall), `killed at ${n} of ${all}`).toEqual([]);
      expect(
        (await askedByTwoPulls(wall)).filter((call) => !call.startsWith("GET")),
        `killed at ${n}`,
      ).toEqual([]);
    }
  }, 600_000);

test("killed at any statement or call of parting, what is to come is out of the calendar afterwards", async () => {
  const others = wall;
  wall = await aWallCalendar();
  last = 0; // Its clock begins anew.
  await wall.booked(freshTime());
  const beginsToPart = async (): Promise<Life> => {
    expect(await wall.connect()).toMatchObject({ ok: true });
    await wall.work();
    await disconnect(wall.practice.own);
    await wall.rows("delete from still_work where work->>'job' = 'leave_calendar'");
    const [{ id: subjectId = "" } = {}] = await wall.rows<{ id: string }>(
      "select id from calendar_connections where state = 'leaving'",
    );
    return { job: leaveCalendar, subjectId };
  };
  const all = await dies(Number.POSITIVE_INFINITY, await beginsToPart());
  await wall.work();
  const chosen = Array.from({ length: all }, (_, n) => n + 1).filter(
    (n) => process.env.LONG || n % Math.ceil(all / 4) === 0,
  );
  console.info(`${all} points on the way of parting; dying at ${chosen.length}`);
  for (const n of chosen) {
    await dies(n, await beginsToPart());
    await comeToRest(wall);
    expect(
      wall.ours().filter(({ end }) => Date.parse(end?.dateTime ?? "") > wall.clock.now.getTime()),
      `killed at ${n}`,
    ).toEqual([]);
    expect(wall.google.engine.grants.all).toEqual([]);
  }
  await wall.close();
  wall = others;
}, 600_000);

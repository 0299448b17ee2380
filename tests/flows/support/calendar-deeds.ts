import fc from "fast-check";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { followGoogle, putBack } from "#app/domain/calendar/answer-proposal.ts";
import { openProposals } from "#app/domain/calendar/proposals.ts";
import { pullAll } from "#tests/support/at-rest-with-google.ts";
import {
  type At,
  allDay,
  day,
  instanceOf,
  instead,
  minute,
  pick,
  recurring,
  type Scene,
  sessionTime,
  theirs,
  timed,
} from "./calendar-chances.ts";

/** One thing that happens. */
export type Step = At & { deed: Deed };
export type Deed = keyof typeof deeds;

const faults = ["500", "429", "quota", "lose-answer", "cut", "refuse", "bad-json"] as const;
const calls = ["/events", "POST ", "PATCH ", "DELETE ", "GET ", "/token", "/watch", "/freeBusy", "/"];

async function booking({ wall }: Scene, n: number) {
  const rows = await wall.rows<{ id: string; sequence: number }>(
    `select b.id, b.sequence from bookings b join appointments a on a.id = b.appointment_id
     where b.status = 'confirmed' and a.starts_at > $1 order by b.id`,
    wall.clock.now,
  );
  return pick(rows, n);
}

/** Everything that happens to a therapist's calendars and their diary. A deed that cannot be done now is none. */
export const deeds = {
  async add(scene: Scene, step: At) {
    const manner = [{}, {}, {}, { transparency: "transparent" }, { eventType: "outOfOffice" }][step.n % 5];
    pick(scene.calendars, step.n)?.add({ ...timed(scene, step), ...manner });
  },
  async addDays(scene: Scene, step: At) {
    pick(scene.calendars, step.n)?.add(allDay(scene, step));
  },
  async recur(scene: Scene, step: At) {
    pick(scene.calendars, step.n)?.add(recurring(scene, step));
  },
  async move(scene: Scene, step: At) {
    const found = theirs(scene, step.n);
    if (!found) return;
    const isOnce = !found.event.recurrence;
    const change = step.n % 3 === 0 ? allDay(scene, step) : timed(scene, step);
    // A series is moved as a whole; what it does with its exceptions is Google's.
    found.calendar.patch(found.event.id ?? "", instead(isOnce ? change : recurring(scene, step)));
  },
  async free(scene: Scene, { n }: At) {
    const found = theirs(scene, n);
    const transparency = found?.event.transparency === "transparent" ? "opaque" : "transparent";
    found?.calendar.patch(found.event.id ?? "", { transparency });
  },
  async decline({ calendars }: Scene, { n }: At) {
    const found = theirs({ calendars } as Scene, n);
    const responseStatus = n % 2 ? "declined" : "accepted";
    found?.calendar.patch(found.event.id ?? "", {
      attendees: [{ email: found.calendar.id, responseStatus }],
    });
  },
  async repeat(scene: Scene, { n }: At) {
    const found = theirs(scene, n);
    if (!found || found.event.recurrence) return;
    const { start, end } = found.event;
    const length = Date.parse(end?.dateTime ?? "") - Date.parse(start?.dateTime ?? "");
    const hour = Number(start?.dateTime?.slice(11, 13));
    if (start?.date || (hour >= 4 && length < day))
      found.calendar.patch(found.event.id ?? "", {
        recurrence: [`RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=${2 + (n % 4)}`],
      });
  },
  async remove(scene: Scene, { n }: At) {
    const found = theirs(scene, n);
    found?.calendar.remove(found.event.id ?? "");
  },
  async exceptMoved(scene: Scene, step: At) {
    const found = instanceOf(scene, step);
    if (!found) return;
    const isDays = found.calendar.find(found.id)?.start?.date;
    found.calendar.patch(found.id, instead(isDays ? allDay(scene, step) : timed(scene, step)));
  },
  async exceptGone(scene: Scene, step: At) {
    const found = instanceOf(scene, step);
    found?.calendar.remove(found.id);
  },

  async book(scene: Scene, { n, at }: At) {
    const client = pick(scene.clients, n)!;
    await scene.wall.ask(client, sessionTime(scene, at));
  },
  async moveBooking(scene: Scene, { n, at }: At) {
    const found = await booking(scene, n);
    if (!found) return;
    const wish = { bookingId: found.id, sequence: found.sequence, startsAt: sessionTime(scene, at) };
    await moveKnowingly(scene.wall.practice.own, { ...wish, knowingly: true });
  },
  async callOff(scene: Scene, { n }: At) {
    const found = await booking(scene, n);
    if (found) await callOff(scene.wall.practice.own, { bookingId: found.id, sequence: found.sequence });
  },
  async dragOurs(scene: Scene, step: At) {
    const found = pick(scene.wall.ours(), step.n);
    const startsAt = sessionTime(scene, step.at);
    const said = (ms: number) => ({ dateTime: new Date(ms).toISOString(), timeZone: "Europe/Lisbon" });
    if (found?.id)
      scene.wall.phone.patch(found.id, { start: said(startsAt), end: said(startsAt + 50 * minute) });
  },
  async stretchOurs(scene: Scene, { n }: At) {
    const found = pick(scene.wall.ours(), n);
    const end = Date.parse(found?.end?.dateTime ?? "") + 30 * minute;
    if (found?.id) scene.wall.phone.patch(found.id, { end: { dateTime: new Date(end).toISOString() } });
  },
  async renameOurs(scene: Scene, { n }: At) {
    const found = pick(scene.wall.ours(), n);
    if (found?.id) scene.wall.phone.patch(found.id, { summary: "Somebody" });
  },
  async removeOurs(scene: Scene, { n }: At) {
    const found = pick(scene.wall.ours(), n);
    if (found?.id) scene.wall.phone.remove(found.id);
  },
  async answer(scene: Scene, { n }: At) {
    const { own } = scene.wall.practice;
    const found = pick(await openProposals(own), n);
    if (!found) return;
    if (n % 2) await followGoogle(own, found.id, { sequence: found.booking.sequence });
    else await putBack(own, found.id);
  },

  async expireTokens(scene: Scene, { n }: At) {
    pick(scene.calendars, n)?.expireSyncTokens();
  },
  async endChannels({ wall }: Scene) {
    await wall.rows("update calendars set channel_id = null, channel_until = null");
  },
  async loseNews({ wall }: Scene) {
    wall.google.fail({ fault: "hold-webhooks", times: 1 });
    await wall.google.delivered();
    wall.google.loseNotifications();
  },
  async smallPages({ wall }: Scene, { n }: At) {
    wall.google.engine.pageSize = n % 2 ? 1 + (n % 3) : null;
  },
  async fail({ wall }: Scene, { n, at }: At) {
    wall.google.fail({ fault: pick(faults, n)!, match: pick(calls, at)!, times: 1 + (n % 3) });
  },
  async work({ wall }: Scene) {
    await wall.work();
  },
  async pull({ wall }: Scene) {
    await pullAll(wall);
  },
  async pass({ wall }: Scene, { n }: At) {
    wall.clock.advance([5, 20, 60, 60 * 20][n % 4]! * minute);
    await wall.tick();
    await wall.work();
  },
} as const;

const often: Partial<Record<Deed, number>> = {
  add: 3,
  recur: 2,
  book: 5,
  work: 5,
  dragOurs: 2,
  answer: 3,
  pass: 2,
  fail: 2,
};

export const aStep: fc.Arbitrary<Step> = fc.record({
  deed: fc.constantFrom(
    ...(Object.keys(deeds) as Deed[]).flatMap((deed) => Array<Deed>(often[deed] ?? 1).fill(deed)),
  ),
  n: fc.nat(1_000),
  at: fc.nat(10_000),
});

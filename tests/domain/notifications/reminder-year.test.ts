import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { remind } from "#app/domain/notifications/remind.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { resendCarrier } from "#app/integrations/resend.server.ts";
import { perform } from "#app/perform.ts";
import type { Carrier } from "#app/world.ts";
import { openSandbox } from "#sandbox/open.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { aLife } from "./a-life.ts";
import { due, type Handed, judge, type Known } from "./reminder-oracle.ts";

const size = process.env.LONG ? 10_000 : 300;
const kills = process.env.LONG ? 50 : 12;
const therapists = process.env.LONG ? 20 : 3;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.parse("2027-01-04T00:00:00Z");
const end = begin + 364 * day;
const zones = [
  "Europe/Lisbon",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Kolkata",
  "Pacific/Chatham",
];

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse({ now: new Date(begin) });
});
afterAll(() => house.close());

test(`${size} bookings in a year, with moves and cancels and a worker killed ${kills} times: each reminder once, in time, none after a cancel`, {
  timeout: process.env.LONG ? 7_200_000 : 300_000,
}, async () => {
  console.info(`seed ${seed}`);
  const random = randomFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const sandbox = await openSandbox({ port: 0, now: () => house.clock.now });
  const vendor = resendCarrier({ apiKey: "re_test", baseUrl: sandbox.url });
  const handed: Handed[] = [];
  const carrier: Carrier = {
    async hand(letter, key) {
      const answer = await vendor.hand(letter, key);
      if (answer.outcome === "sent")
        handed.push({ key, at: house.clock.now.getTime(), subject: letter.subject });
      return answer;
    },
  };
  const practices = await Promise.all(Array.from({ length: therapists }, aBusyPractice));
  const slots = new Map(practices.map(({ therapistId }) => [therapistId, freeSlots(random)]));
  const known: Known[] = [];
  const agenda: { at: number; act: (() => Promise<void>) | null }[] = [];

  for (let nth = 0; nth < size; nth += 1) {
    const practice = pick(practices);
    const startsAt = slots.get(practice.therapistId)!.pop()!;
    const ahead = random() < 0.3 ? random() * 2 * day : random() * 30 * day;
    agenda.push({ at: Math.max(begin, startsAt - 20 * minute - ahead), act: () => make(practice, startsAt) });
  }
  async function make(practice: TestPractice, startsAt: number) {
    const zone = pick(zones);
    const { ctx, therapistId } = practice;
    const wish = practice.wish({ startsAt, typeSlug: "any-time", zone });
    const { id } = await granted(book(ctx, wish));
    const wants = random() < 0.1 ? pick([[], [60], [1_440]]) : null;
    if (wants)
      await house.database.pool.query("update participants set reminders = $1 where email = $2", [
        wants,
        wish.email,
      ]);
    const now = house.clock.now.getTime();
    const booking: Known = { id, ctx, therapistId, zone, leads: wants ?? [1_440, 60], states: [] };
    booking.states.push({ startsAt, since: now, until: Number.POSITIVE_INFINITY });
    known.push(booking);
    look(booking, startsAt);
    const left = startsAt - now;
    if (random() < 0.3) plan(now + random() * left, () => moveOne(booking));
    if (random() < 0.2) plan(now + random() * left, () => cancelOne(booking));
  }
  async function moveOne(booking: Known) {
    const state = booking.states.at(-1)!;
    const now = house.clock.now.getTime();
    if (state.until <= now || state.startsAt <= now) return;
    const later = slots.get(booking.therapistId)!.findLast((at) => at > now + hour);
    if (!later) return;
    slots.set(
      booking.therapistId,
      slots.get(booking.therapistId)!.filter((at) => at !== later),
    );
    const which = {
      bookingId: booking.id,
      therapistId: booking.therapistId,
      sequence: booking.states.length - 1,
    };
    const moved = await move(booking.ctx, { ...which, startsAt: later });
    if (!moved.ok) return;
    state.until = now;
    booking.states.push({ startsAt: later, since: now, until: Number.POSITIVE_INFINITY });
    look(booking, later);
  }
  async function cancelOne(booking: Known) {
    const state = booking.states.at(-1)!;
    const now = house.clock.now.getTime();
    if (state.until <= now || state.startsAt <= now) return;
    await granted(
      cancel(booking.ctx, { bookingId: booking.id, therapistId: booking.therapistId, by: "practice" }),
    );
    state.until = now;
  }
  const added: typeof agenda = [];
  function plan(at: number, act: (() => Promise<void>) | null) {
    added.push({ at, act });
  }
  /** What can happen to a reminder happens at these minutes; between them a chore finds nothing new. */
  function look({ zone, leads }: Known, startsAt: number) {
    for (const lead of leads) {
      const at = Math.ceil(due(zone, startsAt, lead) / minute) * minute;
      plan(at, null);
      if (random() < 0.2) plan(at - minute, null);
    }
  }

  const complete: number[] = [];
  let asleepUntil = 0;
  let killed = 0;
  let life = aLife(house, carrier);
  agenda.sort((a, b) => a.at - b.at);
  const between = Math.floor(size / kills);
  let looks = 0;
  let last = -1;
  for (let nth = 0; nth < agenda.length || added.length > 0; ) {
    if (added.length > 0) {
      const rest = [...agenda.slice(nth), ...added.splice(0)].sort((a, b) => a.at - b.at);
      agenda.splice(nth, agenda.length, ...rest);
    }
    const step = agenda[nth]!;
    nth += 1;
    if (step.at < begin || step.at > end + day) continue;
    house.clock.now = new Date(Math.max(step.at, house.clock.now.getTime()));
    if (step.act) {
      await step.act();
      continue;
    }
    const now = house.clock.now.getTime();
    if (now === last || now < asleepUntil) continue;
    last = now;
    looks += 1;
    if (looks % between === 0 && killed < kills) {
      await life.end();
      life = aLife(house, carrier, { at: 1 + Math.floor(random() * 16), when: pick(["before", "after"]) });
    }
    try {
      await workAt(life);
      if (!life.isDead()) complete.push(now);
    } catch (error) {
      if (!life.isDead()) throw error;
    }
    if (life.isDead()) {
      killed += 1;
      asleepUntil = now + Math.floor(random() * (random() < 0.2 ? 14 * hour : 20 * minute));
      plan(Math.ceil(asleepUntil / minute) * minute + minute, null);
      await life.end();
      life = aLife(house, carrier);
    }
  }
  await life.end();
  const messages = (await (await fetch(`${sandbox.url}/control/inbox`)).json()).messages as {
    subject: string;
  }[];
  const violations = (await (await fetch(`${sandbox.url}/control/requests`)).json()).requests as {
    violations: unknown[] | null;
  }[];
  await sandbox.close();

  const first = new Map<string, Handed>();
  for (const one of handed) if (!first.has(one.key)) first.set(one.key, one);
  if (messages.length < 2_000) expect(messages).toHaveLength(first.size);
  expect(violations.flatMap(({ violations }) => violations ?? [])).toEqual([]);

  const { expected, late, wrong } = judge(known, first, complete);
  expect(wrong).toEqual([]);
  const moved = known.filter(({ states }) => states.length > 1).length;
  const off = known.filter(({ states }) => Number.isFinite(states.at(-1)!.until)).length;
  console.info(
    `${known.length} bookings (${moved} moved, ${off} called off), ${first.size} reminders for ${expected} due, ${late} late after a kill, ${killed} kills, ${complete.length} minutes worked`,
  );
  expect(killed).toBe(kills);
  expect(expected).toBeGreaterThan(size / 2);
});

/** One minute's work: the chore, and every letter that waits. */
async function workAt(life: ReturnType<typeof aLife>): Promise<void> {
  await house.database.pool.query("delete from pgboss.job where data->>'job' <> 'mail_client_reminder'");
  await remind(life.house);
  const { rows } = await life.pool.query(
    "select id, data from pgboss.job where state = 'created' order by created_on, id",
  );
  for (const { id, data } of rows) {
    await perform(life.house, life.world, data);
    await life.pool.query("delete from pgboss.job where id = $1", [id]);
  }
}

/** A therapist who works day and night, so that a year has room for everybody. */
async function aBusyPractice(): Promise<TestPractice> {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, length: 1_440 }));
  const practice = await aPractice(house.house, { zone: "UTC", hours });
  const type = aType({ slug: "any-time", kind: "discovery", minutes: 20, notice: 0, horizonDays: 400 });
  await offer(practice.ctx, type, [practice.therapistId]);
  return practice;
}

/** Hours of the year in a random order, none twice. */
function freeSlots(random: () => number): number[] {
  const all = Array.from({ length: 363 * 24 }, (_, nth) => begin + (nth + 8) * hour);
  for (let nth = all.length - 1; nth > 0; nth -= 1) {
    const other = Math.floor(random() * (nth + 1));
    [all[nth], all[other]] = [all[other]!, all[nth]!];
  }
  return all;
}

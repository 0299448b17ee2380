import { afterAll, beforeAll, expect, test } from "vitest";
import { blockTime } from "#app/domain/availability/block-time.ts";
import { book } from "#app/domain/bookings/book.ts";
import { type ClientCtx, inTransaction } from "#app/domain/ctx.ts";
import type { Planned } from "#app/domain/series/plan.ts";
import type { Choice } from "#app/domain/series/rules.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { addDays } from "#app/values/zoned.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { clockChanges, instantByTemporal, inZone } from "#tests/support/temporal-oracle.ts";
import { aRhythm, asSeen } from "./a-series.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const count = process.env.LONG ? 1_000 : 24;
const zones = Intl.supportedValuesOf("timeZone").filter((zone) => clockChanges(zone, 2026, 2031).length > 0);

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const day = 86_400_000;

/** A series around a clock change, in a diary with some of its times given away or blocked; every zone in its turn. */
async function aRandomCase(nth: number) {
  const random = randomFrom(seed + nth);
  const upTo = (most: number) => Math.floor(random() * most);
  const zone = zones[(seed + nth) % zones.length]!;
  const changes = clockChanges(zone, 2026, 2031);
  const change = inZone(zone, changes[upTo(changes.length)]!);
  const everyWeeks = random() < 0.6 ? 1 : 1 + upTo(12);
  const times = 2 + upTo(11);
  const startsOn = change
    .toPlainDate()
    .subtract({ days: 7 * everyWeeks * upTo(times) })
    .toString();
  // Half of them within two hours of the change itself, where clocks skip and repeat.
  const near = change.hour * 60 + change.minute - 120 + 5 * upTo(48);
  const minute = random() < 0.5 ? (near + 1440) % 1440 : 5 * upTo(288);
  const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const isAlways = random() < 0.7;
  house.clock.now = new Date(Date.parse(startsOn) - 10 * day);

  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    startMinute: isAlways ? 0 : 540,
    length: isAlways ? 1440 : 540,
  }));
  const practice = await aPractice(house.house, { zone, hours });
  const steps = { step: 5, notice: 0, horizonDays: 730, bufferAfter: upTo(3) * 5 };
  await offer(practice.ctx, aType({ slug: "often", minutes: 50, ...steps }), [practice.therapistId]);
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  const asked = Array.from({ length: times }, (_, n) => addDays(startsOn, 7 * everyWeeks * n));
  const dates = asked.filter((date) => date <= addDays(startsOn, 730)); // Nothing is planned further ahead.
  const hindered = dates.filter(() => random() < 0.2);
  for (const date of hindered) {
    const at = instantByTemporal(zone, date, minute) + (upTo(60) - 30) * 60_000;
    if (random() < 0.5)
      await client.book(practice.wish({ typeSlug: "often", startsAt: at, email: client.email }));
    else
      await blockTime(practice.own, practice.therapistId, {
        startsAt: new Date(at),
        endsAt: new Date(at + 3_600_000),
      });
  }
  const ctx = random() < 0.6 ? (client.ctx as ClientCtx) : practice.own;
  return { practice, client, ctx, zone, dates, minute, random, wish: { startsOn, time, everyWeeks, times } };
}

function choiceFor(date: Planned, random: () => number): Choice {
  if (date.conflicts.length === 0) return random() < 0.9 ? "keep" : "out";
  const [alternative] = date.nearest;
  return alternative !== undefined && random() < 0.7 ? alternative : "out";
}

/** What booking says of a time right now; whatever it wrote is taken back. */
async function wouldBook(ctx: ClientCtx, wish: Parameters<typeof book>[1]): Promise<boolean> {
  let answer = false;
  await inTransaction(ctx, async (ctx) => {
    answer = (await book(ctx, wish)).ok;
    throw new Error("taken back");
  }).catch((error) => {
    if (error.message !== "taken back") throw error;
  });
  return answer;
}

async function tryOne(nth: number) {
  const { practice, client, ctx, zone, dates, minute, random, wish } = await aRandomCase(nth);
  const told = `SEED=${seed}, case ${nth}: ${zone} ${JSON.stringify(wish)}`;
  const first = await asSeen(ctx, aRhythm(practice, { ...wish, typeSlug: "often" }), client);
  expect(
    first.dates.map(({ date }) => date),
    told,
  ).toEqual(dates);
  for (const one of first.dates) {
    expect(one.startsAt, told).toBe(instantByTemporal(zone, one.date, minute));
    const asked = practice.wish({ typeSlug: "often", startsAt: one.startsAt, email: client.email });
    expect(await wouldBook(client.ctx as ClientCtx, asked), `${told}, ${one.date}`).toBe(
      one.conflicts.length === 0,
    );
  }
  const choices = Object.fromEntries(first.dates.map((one) => [one.date, choiceFor(one, random)]));
  const seen = await asSeen(ctx, aRhythm(practice, { ...wish, typeSlug: "often", choices }), client);
  const wanted = seen.dates.filter(({ at }) => at !== null);
  const made = await seen.confirm();
  const { rows } = await house.database.pool.query<{ date: string; at: Date }>(
    `select b.series_date::text as date, a.starts_at as at from bookings b join appointments a on a.id = b.appointment_id
     where b.series_id = $1 order by b.series_date`,
    [seen.key],
  );
  if (wanted.length < 2) {
    expect(made, told).toEqual({ ok: false, refusal: "too_few_dates" });
    expect(rows, told).toEqual([]);
    return { dates: 0, conflicts: 0, skipped: 0 };
  }
  expect(made, told).toEqual({ ok: true, value: { id: seen.key } });
  expect(
    rows.map(({ date, at }) => [date, at.getTime()]),
    told,
  ).toEqual(wanted.map(({ date, at }) => [date, at]));
  // The clock on the wall shows the same on every date that was kept, but where it skips that very time.
  const kept = wanted.filter(({ choice }) => choice === "keep");
  const skipped = kept.filter(({ at }) => {
    const wall = inZone(zone, at!);
    return wall.hour * 60 + wall.minute !== minute;
  });
  for (const { date, at } of skipped) {
    const wall = inZone(zone, at!);
    const isSkipped = clockChanges(zone, 2026, 2033).some((change) => Math.abs(change - at!) < 3 * 3_600_000);
    expect(isSkipped, `${told}, ${date} at ${wall}`).toBe(true);
  }
  const conflicts = first.dates.filter((one) => one.conflicts.length > 0).length;
  return { dates: rows.length, conflicts, skipped: skipped.length };
}

test(`${count} random series over the clock changes of every zone: local time constant, and what was told is what is made`, async () => {
  const sums = { series: 0, dates: 0, conflicts: 0, skipped: 0 };
  for (let nth = 0; nth < count; nth += 1) {
    const { dates, conflicts, skipped } = await tryOne(nth);
    if (dates > 0) sums.series += 1;
    sums.dates += dates;
    sums.conflicts += conflicts;
    sums.skipped += skipped;
  }
  console.info(`SEED=${seed}: ${JSON.stringify(sums)} in ${zones.length} zones with clock changes`);
  expect(sums.conflicts).toBeGreaterThan(count / 10);
  expect(await findBroken(house.database.pool)).toEqual([]);
}, 3_600_000);

test("a time the clocks skip comes out later by as much, and one they show twice is the first of the two", async () => {
  // Lisbon changes at 01:00Z on 2027-03-28 and on 2027-10-31.
  house.clock.now = new Date("2027-03-01T12:00:00Z");
  const hours = [7].map((weekday) => ({ weekday, startMinute: 0, length: 1440 }));
  const practice = await aPractice(house.house, { hours });
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  const starts = async (startsOn: string) => {
    const seen = await asSeen(practice.own, aRhythm(practice, { startsOn, time: "01:30", times: 3 }), client);
    const choices = Object.fromEntries(seen.dates.map(({ date }) => [date, "keep" as const]));
    const meant = aRhythm(practice, { startsOn, time: "01:30", times: 3, choices });
    const sure = await asSeen(practice.own, meant, client);
    await granted(sure.confirm());
    return sure.dates.map(({ at }) => new Date(at!).toISOString().slice(0, 16));
  };
  expect(await starts("2027-03-21")).toEqual(["2027-03-21T01:30", "2027-03-28T01:30", "2027-04-04T00:30"]);
  expect(await starts("2027-10-24")).toEqual(["2027-10-24T00:30", "2027-10-31T00:30", "2027-11-07T01:30"]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Database } from "#app/db/client.server.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { passOffer, takeOffer } from "#app/domain/waiting/answer.ts";
import { tendWaitingLists } from "#app/domain/waiting/chores.ts";
import { leave } from "#app/domain/waiting/leave.ts";
import { findWait } from "#app/domain/waiting/link.ts";
import { isDaytime } from "#app/domain/waiting/rules.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aLine, hour } from "./a-line.ts";

const people = process.env.LONG ? 50 : 8;
const hours = process.env.LONG ? 20 : 4;
const days = process.env.LONG ? 10 : 1;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const zones = ["Europe/Lisbon", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland"];

let house: TestHouse;
const pools: Database[] = [];
beforeAll(async () => {
  house = await aHouse();
  for (let n = 0; n < 3; n += 1) pools.push(connect(house.url));
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
  await house.close();
});

test(`${people} wait, ${hours} hours come free at once, three workers: each hour is offered to one at a time, none is lost, none given twice`, async () => {
  const random = randomFrom(seed);
  const line = await aLine(house, { days: hours + 2 });
  // The hours freed lie far enough off for everybody to be asked in turn.
  for (let n = 0; n < people; n += 1) await line.join({ zone: zones[n % zones.length]! });
  const workers: Ctx[] = pools.map(({ db }) => ({ ...line.ctx, db, now: () => house.clock.now }));

  const freed = line.booked.slice(2);
  await Promise.all(
    freed.map(({ id }, n) =>
      cancel(workers[n % 3]!, { bookingId: id, therapistId: line.therapistId, by: "practice" }),
    ),
  );

  let answers = 0;
  for (let tick = 0; tick < days * 24; tick += 1) {
    await Promise.all(
      workers.map(async (worker) => {
        await expireHolds(worker);
        await tendWaitingLists(worker);
      }),
    );
    const said = `seed ${seed}, hour ${tick}`;
    const open = (await line.offers()).filter(({ status }) => status === "open");
    expect(new Set(open.map(({ starts_at }) => starts_at.getTime())).size, said).toBe(open.length);
    expect(new Set(open.map(({ wait_id }) => wait_id)).size, said).toBe(open.length);
    if (tick === 0) expect(open, said).toHaveLength(Math.min(hours, people));
    // Some answer, each twice over from different workers; the others let it lapse.
    await Promise.all(
      open.map(async (offer, n) => {
        const choice = random();
        if (choice < 0.75) return;
        const wait = (await findWait(line.ctx, offer.wait_id))!;
        const asked = { wait, offerId: offer.id };
        answers += 1;
        if (choice < 0.85)
          return Promise.all([takeOffer(workers[n % 3]!, asked), takeOffer(workers[(n + 1) % 3]!, asked)]);
        if (choice < 0.97)
          return Promise.all([passOffer(workers[n % 3]!, asked), takeOffer(workers[(n + 1) % 3]!, asked)]);
        return leave(workers[n % 3]!, wait);
      }),
    );
    house.clock.advance(hour);
  }
  await Promise.all(workers.map((worker) => tendWaitingLists(worker)));

  const offers = await line.offers();
  const zoneOf = new Map(
    (await line.sql<{ id: string; guest_zone: string }>("select id, guest_zone from waits")).map((row) => [
      row.id,
      row.guest_zone,
    ]),
  );
  for (const { wait_id, told_at } of offers)
    if (told_at) expect(isDaytime(zoneOf.get(wait_id)!, told_at.getTime()), `seed ${seed}`).toBe(true);
  const taken = offers.filter(({ status }) => status === "taken");
  const booked = await line.sql<{ starts_at: Date }>(
    `select a.starts_at from bookings b join appointments a on a.id = b.appointment_id
     where b.therapist_id = $1 and b.status = 'confirmed' and a.starts_at = any($2)`,
    [line.therapistId, freed.map(({ startsAt }) => new Date(startsAt))],
  );
  expect(booked).toHaveLength(taken.length);
  expect(new Set(booked.map(({ starts_at }) => starts_at.getTime())).size).toBe(taken.length);
  // None lost: whatever still stands open was offered to everybody who still waits, or is in somebody's hands.
  expect(
    await line.sql(
      "select id from freed_times where closed_at is null and not exists (select from time_offers o where o.freed_time_id = freed_times.id and o.status = 'open')",
    ),
  ).toEqual([]);
  const lost = await line.sql(
    `select f.starts_at, w.id from freed_times f join waits w on w.therapist_id = f.therapist_id and w.status = 'waiting'
     where f.therapist_id = $1 and f.outcome = 'nobody' and f.starts_at > $2
       and not exists (select from time_offers o where o.wait_id = w.id and (o.starts_at = f.starts_at or o.status = 'open'))`,
    [line.therapistId, new Date(house.clock.now.getTime() + 24 * hour)],
  );
  expect(lost, `seed ${seed}`).toEqual([]);
  expect(await findBroken(house.database.pool)).toEqual([]);
  console.info(
    `${people} waiting, ${hours} hours, three workers, seed ${seed}: ${offers.length} offers, ${answers} answered, ${taken.length} taken`,
  );
}, 600_000);

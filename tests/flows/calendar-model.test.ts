import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseCalendars, listCalendars } from "#app/domain/calendar/choose.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { askedByTwoPulls, comeToRest, wrongs } from "#tests/support/at-rest-with-google.ts";
import { findBroken } from "#tests/support/invariants.ts";
import type { Scene } from "./support/calendar-chances.ts";
import { aStep, deeds } from "./support/calendar-deeds.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const histories = Number(process.env.HISTORIES ?? (process.env.LONG ? 10_000 : 200));
const steps = 20;
/** So many histories follow each other in one house; then everything is looked at and another begins. */
const perHouse = 25;

let scene: Scene;
let wall: WallCalendar;
let told = 0;
beforeAll(begin);
afterAll(() => wall.close());

async function begin(): Promise<void> {
  wall = await aWallCalendar({ skips: /^(mail|notify|tend|issue|settle)_/ });
  const second = wall.account.addCalendar({ id: "family@group.test", timeZone: "America/New_York" });
  expect(await wall.connect({ wantsList: true })).toMatchObject({ ok: true });
  const { own } = wall.practice;
  const listed = await listCalendars(own, wall.world);
  const reads = ["primary", second.id];
  await chooseCalendars(own, listed.ok ? listed.value : [], { reads, writes: "primary" });
  await wall.work();
  const clients = [await wall.aClient(), await wall.aClient(), await wall.aClient()];
  scene = { wall, calendars: [wall.phone, second], clients };
}

/** What does not hold once everything has come to rest. */
async function wrongsAtRest(): Promise<string[]> {
  await comeToRest(wall);
  const before = await wrongs(wall);
  const asked = (await askedByTwoPulls(wall)).filter((call) => !/^(GET .*\/events|POST \/token)$/.test(call));
  const left = await wall.rows<{ work: { job: string } }>(
    "select work from still_work where due <= $1",
    wall.clock.now,
  );
  return [...before, ...asked, ...left.map(({ work }) => `${work.job} is still to be done`)];
}

console.info(`Histories of calendars: ${histories} of ${steps} steps, SEED=${seed}`);

test(`whatever happens in Google and here, both say the same in the end (SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: steps, maxLength: steps }), async (history) => {
      if (told++ % perHouse === perHouse - 1) {
        expect(await findBroken(wall.database.pool)).toEqual([]);
        expect(wall.google.requests.flatMap(({ violations }) => violations ?? [])).toEqual([]);
        await wall.close();
        await begin();
      }
      for (const { deed, ...step } of history) await deeds[deed](scene, step);
      expect(await wrongsAtRest()).toEqual([]);
    }),
    { seed, numRuns: histories, endOnFailure: process.env.SHRINK === undefined },
  );
  expect(await findBroken(wall.database.pool)).toEqual([]);
}, 36_000_000);

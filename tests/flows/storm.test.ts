import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { House } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { serveApp } from "#tests/support/served.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { untilQuiet } from "./support/quiet-queue.ts";
import { randomFrom } from "./support/random.ts";
import { aTemplate, type Template } from "./support/template.ts";
import { type Answer, aGuest, aVisitor } from "./support/visitors.ts";

const minute = 60_000;
const day = 1440 * minute;
const people = 100;
const rounds = process.env.LONG ? 800 : 20;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Calls of three lengths with three kinds of buffers, so that strangers' wishes overlap in every way. */
const calls = [
  { slug: "short", minutes: 15, bufferBefore: 0, bufferAfter: 0 },
  { slug: "middle", minutes: 30, bufferBefore: 10, bufferAfter: 5 },
  { slug: "long", minutes: 50, bufferBefore: 0, bufferAfter: 25 },
];

let template: Template<{ slug: string }>;
beforeAll(async () => {
  await ensureBuilt();
  template = await aTemplate(async (house: House) => {
    const { ctx, therapistId, slug } = await aPractice(house, { zone: "UTC", isHome: true });
    for (const call of calls) {
      await offer(ctx, aType({ ...call, kind: "discovery", step: 5, horizonDays: 730 }), [therapistId]);
    }
    return { slug };
  });
});
afterAll(() => template.drop());

async function serve(processes: number) {
  const served = await serveApp({ template: template.name, processes });
  const pool = new pg.Pool({ connectionString: served.databaseUrl, max: 2 });
  onTestFinished(async () => {
    await pool.end();
    await served.stop();
  });
  return { ...served, pool };
}

/** Ten in the morning, so many days from now. */
function morning(daysAhead: number): number {
  return Math.floor(Date.now() / day) * day + daysAhead * day + 10 * 60 * minute;
}

const wishFor = (type: string, startsAt: number) =>
  aGuest({ therapist: template.made.slug, type, startsAt: new Date(startsAt).toISOString() });

function tally(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function slowest(answers: Answer[]): string {
  return `${Math.round(Math.max(...answers.map(({ ms }) => ms)))} ms`;
}

async function deadlocks(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  return rows[0].deadlocks;
}

test.each([1, 3])(
  "200 people ask %i process(es) for one time: one is given it, 199 hear which times are near",
  async (processes) => {
    const { urls, pool } = await serve(processes);
    const startsAt = morning(2);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        aVisitor().book(urls[n % processes]!, wishFor("short", startsAt)),
      ),
    );
    console.info(`storm of 200, ${processes} process(es): the slowest answer took ${slowest(answers)}`);

    expect(tally(answers)).toEqual({ 201: 1, 409: 199 });
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.error).toMatchObject({ code: "slot_taken", nearest: [{}, {}, {}] });
    }
    await untilQuiet(pool);
    expect(await deadlocks(pool)).toBe(0);
    expect(await findBroken(pool)).toEqual([]);
  },
  60_000,
);

test.each([1, 3])(
  `${people} people, ${rounds} times over, ask %i process(es) for overlapping times of every length: nobody overlaps`,
  async (processes) => {
    const { urls, pool, inbox } = await serve(processes);
    const random = randomFrom(seed);
    let given = 0;
    let worst = 0;
    for (let round = 0; round < rounds; round += 1) {
      const start = morning(2 + (round % 700));
      const answers = await Promise.all(
        Array.from({ length: people }, (_, n) => {
          const { slug } = calls[Math.floor(random() * calls.length)]!;
          const startsAt = start + 5 * minute * Math.floor(random() * 24);
          return aVisitor().book(urls[n % processes]!, wishFor(slug, startsAt));
        }),
      );
      const counts = tally(answers);
      expect(Object.keys(counts).sort(), `seed ${seed}, round ${round}`).toEqual(["201", "409"]);
      given += counts[201]!;
      worst = Math.max(worst, ...answers.map(({ ms }) => ms));
    }
    console.info(
      `storm of ${people} × ${rounds}, ${processes} process(es), seed ${seed}: ${given} given, slowest ${Math.round(worst)} ms`,
    );

    await untilQuiet(pool, { seconds: 60 });
    const { rows } = await pool.query(
      "select count(*)::int as bookings, count(distinct guest_email)::int as guests from bookings",
    );
    expect(rows).toEqual([{ bookings: given, guests: given }]);
    expect(await deadlocks(pool)).toBe(0);
    expect(await findBroken(pool)).toEqual([]);
    expect((await inbox("")).length).toBe(Math.min(2 * given, 2000));
  },
  rounds * 10_000,
);

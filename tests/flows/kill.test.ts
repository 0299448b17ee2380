import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Message } from "#sandbox/inbox.ts";
import { openSandbox } from "#sandbox/open.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { startApp } from "./support/app.ts";
import { giveUpOnTheDead, untilQuiet } from "./support/quiet-queue.ts";
import { aCounter, tapPostgres, tapVendor } from "./support/tap.ts";
import { aTemplate, type Template } from "./support/template.ts";
import { aGuest, aVisitor } from "./support/visitors.ts";

const atOnce = 5; // Each has a database and a process of its own.
const sample = 20;

let template: Template<{ slug: string }>;
beforeAll(async () => {
  await ensureBuilt();
  template = await aTemplate(async (house) => {
    const { slug } = await aPractice(house, { zone: "UTC", isHome: true });
    return { slug };
  });
});
afterAll(() => template.drop());

/** A practice in a world of its own, its app behind taps. */
async function aTappedApp() {
  const database = await freshDatabase({ template: template.name });
  const sandbox = await openSandbox({ port: 0 });
  const [postgres, vendor] = [await tapPostgres(database.url), await tapVendor(sandbox.url)];
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const through = new URL(database.url);
  through.port = String(postgres.port);
  const { url, child } = await startApp({
    DATABASE_URL: through.href,
    SANDBOX_URL: `http://127.0.0.1:${vendor.port}`,
    RESEND_API_KEY: "re_test",
  });
  return {
    url,
    pool,
    database,
    count: (stopAt?: number) => {
      postgres.counter = vendor.counter = aCounter(stopAt);
      return postgres.counter;
    },
    again: () =>
      startApp({ DATABASE_URL: database.url, SANDBOX_URL: sandbox.url, RESEND_API_KEY: "re_test" }),
    /** Kill it, and wait until Postgres has noticed. */
    kill: async () => {
      process.kill(child.pid, "SIGKILL");
      await child.ended;
      await vi.waitFor(
        async () => {
          const { rows } = await pool.query(
            "select pid from pg_stat_activity where datname = current_database() and application_name <> '' and state is not null",
          );
          expect(rows).toEqual([]);
        },
        { timeout: 10_000, interval: 20 },
      );
    },
    letters: async (): Promise<Message[]> =>
      (await (await fetch(`${sandbox.url}/control/inbox`)).json()).messages,
    close: async () => {
      await child.stop(0);
      await pool.end();
      await Promise.all([postgres.close(), vendor.close(), sandbox.close()]);
      await database.close();
    },
  };
}

function aWish() {
  const morning = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  return aGuest({
    therapist: template.made.slug,
    type: "discovery",
    startsAt: `${morning}T10:00:00Z`,
    note: "canary-of-the-note",
  });
}

/** Everything that happens between the click and the last letter, when nothing goes wrong. */
async function pointsOnTheWay(): Promise<string[]> {
  const app = await aTappedApp();
  try {
    const { points } = app.count();
    expect((await aVisitor().book(app.url, aWish(), "key")).status).toBe(201);
    await vi.waitFor(async () => expect(await app.letters()).toHaveLength(2), {
      timeout: 10_000,
      interval: 20,
    });
    await untilQuiet(app.pool);
    return [...points];
  } finally {
    await app.close();
  }
}

async function dieAt(point: number): Promise<string> {
  const app = await aTappedApp();
  let next: Awaited<ReturnType<typeof app.again>> | undefined;
  try {
    const counter = app.count(point);
    const wish = aWish();
    const click = aVisitor()
      .book(app.url, wish, "key")
      .catch(() => null);
    const where = await counter.reached;
    await app.kill();
    const answered = await click;
    const { rows: committed } = await app.pool.query<{ id: string }>("select id from bookings");
    await giveUpOnTheDead(app.pool);

    next = await app.again();
    const repeated = await aVisitor().book(next.url, wish, "key");
    await untilQuiet(app.pool);

    const told = `killed at point ${point}: ${where}`;
    expect(repeated.status, told).toBe(201);
    if (answered) expect(answered.body, told).toEqual(repeated.body);
    if (committed[0]) expect(repeated.body.id, told).toBe(committed[0].id);
    const letters = await app.letters();
    expect(letters.map(({ to }) => to.join()).sort(), told).toEqual(
      [...new Set(letters.map(({ to }) => to.join()))].sort(),
    );
    expect(letters, told).toHaveLength(2);
    expect(await findBroken(app.pool, { secrets: ["canary-of-the-note"] }), told).toEqual([]);
    return committed[0] ? "after the commit" : "before the commit";
  } finally {
    await next?.child.stop(0);
    await app.close();
  }
}

test("killed at any point between the click and the mail, no booking is lost and no letter is sent twice", async () => {
  const points = await pointsOnTheWay();
  const calls = points.flatMap((what, n) => (/^before the/.test(what) ? [n + 1] : []));
  expect(calls).toHaveLength(4);
  const every = points.map((_, n) => n + 1);
  const stride = points.length / (sample - calls.length);
  const spread = every.filter((n) => Math.floor(n / stride) > Math.floor((n - 1) / stride));
  const chosen = process.env.LONG ? every : [...new Set([...calls, ...spread])];
  console.info(`${points.length} points between the click and the mail; killing at ${chosen.length}`);

  const met: string[] = [];
  const waiting = [...chosen];
  const worker = async () => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift())
      met.push(await dieAt(point));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(met).toHaveLength(chosen.length);
  expect(new Set(met)).toEqual(new Set(["before the commit", "after the commit"]));
}, 600_000);

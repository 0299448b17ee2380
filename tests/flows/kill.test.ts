import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { giveUpOnTheDead, untilQuiet } from "./support/quiet-queue.ts";
import { aTappedApp, type TappedApp } from "./support/tapped-app.ts";
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

const anApp = () => aTappedApp({ template: template.name });

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
  const app = await anApp();
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
  const app = await anApp();
  let next: Awaited<ReturnType<TappedApp["again"]>> | undefined;
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

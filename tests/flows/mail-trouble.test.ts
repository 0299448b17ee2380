import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { type Served, serveApp } from "#tests/support/served.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { anyPort } from "../../scripts/machine/ports.ts";
import { untilQuiet } from "./support/quiet-queue.ts";
import { aTemplate, type Template } from "./support/template.ts";
import { aGuest, aVisitor } from "./support/visitors.ts";

let template: Template<{ slug: string; therapistEmail: string }>;
beforeAll(async () => {
  await ensureBuilt();
  template = await aTemplate(async (house) => {
    const { slug } = await aPractice(house, { zone: "UTC", isHome: true });
    return { slug, therapistEmail: `${slug}@selvage.test` };
  });
});
afterAll(() => template.drop());

async function serve(env: NodeJS.ProcessEnv = {}) {
  const served = await serveApp({ template: template.name, env });
  const pool = new pg.Pool({ connectionString: served.databaseUrl, max: 2 });
  onTestFinished(async () => {
    await pool.end();
    await served.stop();
  });
  return { ...served, pool };
}

let asked = 0;

/** Somebody books while something is wrong with the mail; whatever it is, they are answered at once. */
async function aBooking(served: Served, email = `guest-${asked}@selvage.test`): Promise<string> {
  asked += 1;
  const startsAt = new Date(
    Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 86_400_000 + 8 * 3_600_000 + asked * 1_800_000,
  );
  const wish = aGuest({
    therapist: template.made.slug,
    type: "discovery",
    startsAt: startsAt.toISOString(),
    email,
  });
  const answer = await aVisitor().book(served.url, wish);
  expect(answer).toMatchObject({ status: 201, body: { manageUrl: expect.any(String) } });
  expect(answer.ms).toBeLessThan(2000);
  return email;
}

type Row = {
  status: string;
  carrier: string | null;
  attempts: number;
  why: string | null;
  is_perhaps: boolean;
};

async function deliveryTo(pool: pg.Pool, recipient: string): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>(
    "select status, carrier, attempts, why, perhaps_since is not null as is_perhaps from deliveries where recipient = $1",
    [recipient],
  );
  return rows[0];
}

/** Once a letter was tried and something was noted about how it went. */
function tried(pool: pg.Pool, recipient: string, delivery: Partial<Row>): Promise<void> {
  return vi.waitFor(async () => expect(await deliveryTo(pool, recipient)).toMatchObject(delivery), {
    timeout: 25_000,
    interval: 50,
  });
}

async function letterCount(served: Served, to: string): Promise<number> {
  return (await served.inbox(to)).length;
}

test("whatever happens to the mail service, people are answered at once and one letter arrives when it is back", async () => {
  // SMTP would stand in for a definite refusal, so it is not set up here.
  const served = await serve({ SMTP_URL: "" });
  const { pool, fault } = served;
  const troubles = [
    { fault: "500", why: /answered 500/ },
    { fault: "429", why: /answered 429/ },
    { fault: "cut", why: /answer was lost/ },
    { fault: "lose-answer", why: /answer was lost/ },
    { fault: "bad-json", why: /answer was lost/ },
    { fault: "hang", why: /answer was lost: TimeoutError/ },
    { fault: "slow", ms: 12_000, why: /answer was lost: TimeoutError/ },
  ];
  const guests: { email: string; why: RegExp }[] = [];
  for (const { why, ...trouble } of troubles) {
    const match = `guest-${trouble.fault}`;
    await fault({ service: "resend", match, ...trouble });
    guests.push({ email: await aBooking(served, `${match}@selvage.test`), why });
  }
  await Promise.all(
    guests.map(({ email, why }) =>
      tried(pool, email, { status: "waiting", why: expect.stringMatching(why) }),
    ),
  );
  // One letter's trouble keeps nobody else's waiting.
  await vi.waitFor(
    async () => expect(await letterCount(served, template.made.therapistEmail)).toBe(troubles.length),
    { timeout: 10_000 },
  );

  await served.clearFaults();
  await untilQuiet(pool);
  for (const { email } of guests) {
    expect(await deliveryTo(pool, email), email).toMatchObject({ status: "sent", carrier: "resend" });
    expect(await letterCount(served, email), email).toBe(1);
  }
  expect(await findBroken(pool)).toEqual([]);
}, 90_000);

test("a mail service that resets every connection for ten minutes sends one letter each when it is back", async () => {
  const served = await serve();
  await served.fault({ service: "resend", fault: "refuse" });
  const guest = await aBooking(served);
  await tried(served.pool, guest, { status: "waiting", is_perhaps: true });
  await tried(served.pool, guest, { attempts: 2 });
  expect(await letterCount(served, guest)).toBe(0);

  await served.clearFaults();
  await untilQuiet(served.pool);
  expect(await letterCount(served, guest)).toBe(1);
  expect(await deliveryTo(served.pool, guest)).toMatchObject({ status: "sent", carrier: "resend" });
  expect(await findBroken(served.pool)).toEqual([]);
}, 60_000);

test("where nobody answers at the mail service's address, SMTP stands in at once", async () => {
  const served = await serve({ SANDBOX_URL: `http://127.0.0.1:${await anyPort()}` });
  const guest = await aBooking(served);
  await untilQuiet(served.pool);
  expect(await deliveryTo(served.pool, guest)).toMatchObject({
    status: "sent",
    carrier: "smtp",
    attempts: 1,
  });
  expect(await letterCount(served, guest)).toBe(1);
  expect(await letterCount(served, template.made.therapistEmail)).toBe(1);
  expect(await findBroken(served.pool)).toEqual([]);
}, 60_000);

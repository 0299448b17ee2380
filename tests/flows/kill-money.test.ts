import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoAccounts, demoStripe } from "#sandbox/stripe/demo.ts";
import type { Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { ensureBuilt } from "../../scripts/machine/built.ts";
import { giveUpOnTheDead, untilQuiet } from "./support/quiet-queue.ts";
import { aTappedApp, type TappedApp } from "./support/tapped-app.ts";
import { aTemplate, type Template } from "./support/template.ts";

const atOnce = 4; // Each has a database and a process of its own.
const sample = 20;

let template: Template<{ slug: string; practice: string }>;
beforeAll(async () => {
  await ensureBuilt();
  template = await aTemplate(async (house) => {
    const { slug, ctx } = await aPractice(house, { zone: "UTC", isHome: true });
    await house.db.execute("update session_types set price = 8500 where slug = 'discovery'");
    await house.db.execute(`update practices set stripe_from_env = true where id = '${ctx.practiceId}'`);
    return { slug, practice: `practice-${slug}` };
  });
}, 240_000);
afterAll(() => template.drop());

function anApp(): Promise<TappedApp> {
  const [account] = demoAccounts("");
  const stripe = { account: account!, path: `/hooks/stripe/${template.made.practice}` };
  return aTappedApp({ template: template.name, env: demoStripe, stripe });
}

/** Where the app is to be found; after its death, nowhere until it is back. */
type Home = { url: Promise<string> };

/** Ask until there is an answer, as somebody does who presses again when their page does not come. */
async function ask(home: Home, path: string, body?: object): Promise<{ status: number; json: Said }> {
  for (;;) {
    const answer = await send(await home.url, path, body).catch(() => null);
    if (answer && answer.status < 500) return answer;
    await pause(50);
  }
}

/** The house is asked by its own name, wherever it stands. */
function send(at: string, path: string, body?: object): Promise<{ status: number; json: Said }> {
  const sent = body && JSON.stringify(body);
  const headers = {
    ...{ Host: "localhost:3000", "Content-Type": "application/json", "Idempotency-Key": "key" },
    ...(sent && { "Content-Length": Buffer.byteLength(sent) }),
  };
  const where = { host: "127.0.0.1", port: new URL(at).port, path, method: sent ? "POST" : "GET" };
  return new Promise((resolve, reject) => {
    const asked = request({ ...where, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, json: read(text) }));
    });
    asked.on("error", reject).end(sent);
  });
}

type Said = { checkoutUrl?: string; manageUrl?: string; status?: string };

function read(text: string): Said {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Book, pay, come back, take another time, and call it off once everybody has been told. */
async function aLife(app: TappedApp, home: Home): Promise<void> {
  const morning = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const wish = {
    ...{ therapist: template.made.slug, type: "discovery", startsAt: `${morning}T10:00:00Z` },
    ...{ name: "Guest", email: "guest@selvage.test", adult: true },
  };
  let booked = await ask(home, "/api/v1/bookings", wish);
  while (!booked.json.checkoutUrl) booked = await ask(home, "/api/v1/bookings", wish);
  expect(booked.status).toBe(201);
  const session = booked.json.checkoutUrl.split("/").at(-1);
  const paid = await fetch(`${app.sandboxUrl}/control/stripe/checkout/${session}`, {
    method: "POST",
    body: JSON.stringify({ do: "pay" }),
    headers: { "Content-Type": "application/json" },
  });
  expect(paid.status).toBe(200);
  expect((await ask(home, `/book/return?session_id=${session}`)).status).toBe(200);
  await atRest(app, home);
  const token = booked.json.manageUrl!.split("/").at(-1);
  const moved = await ask(home, `/api/v1/bookings/${token}/move`, { startsAt: `${morning}T13:00:00Z` });
  // The old link dies with the old time: whoever heard no answer has the new one by mail.
  expect([200, 404, 410]).toContain(moved.status);
  await atRest(app, home);
  const called = await ask(home, `/api/v1/bookings/${await newestLink(app)}/cancellation`, {});
  // Somebody who presses twice hears that it is cancelled already.
  expect([200, 409]).toContain(called.status);
  await atRest(app, home);
}

/** The private link as the last letter to the guest has it. */
async function newestLink(app: TappedApp): Promise<string> {
  const links = (await app.letters())
    .filter(({ to }) => to.join() === "guest@selvage.test")
    .flatMap(({ text }) => [...text.matchAll(/\/book\/manage\/([\w-]{43})/g)]);
  const link = links.at(-1)?.[1];
  if (!link) throw new Error("No letter has a link");
  return link;
}

/** Wait until nothing is to be done; what only waits for its moment has it now. */
async function atRest(app: TappedApp, home: Home): Promise<void> {
  for (;;) {
    const url = await home.url;
    await app.pool.query(
      "update pgboss.job set start_after = now() where state = 'created' and start_after > now()",
    );
    try {
      await untilQuiet(app.pool, { seconds: 60 });
      return;
    } catch (error) {
      if ((await home.url) === url) throw error;
    }
  }
}

async function whatCameOfIt(app: TappedApp) {
  const kinds = ["charges", "refunds", "balance-transactions"] as const;
  const lists = Object.fromEntries(
    await Promise.all(
      kinds.map(async (kind) => {
        const answer = await fetch(`${app.sandboxUrl}/control/stripe/${kind}`);
        return [kind, (await answer.json())[kind]] as const;
      }),
    ),
  );
  const rows = async (query: string) => (await app.pool.query(query)).rows;
  const till = { vendor: { list: (kind: string) => lists[kind] }, rows } as unknown as Till;
  return {
    bookings: await rows("select status from bookings"),
    charges: lists.charges.map(({ amount, amount_refunded }: Record<string, number>) => [
      amount,
      amount_refunded,
    ]),
    refunds: lists.refunds.map(({ amount, status }: Record<string, unknown>) => [amount, status]),
    letters: (await app.letters()).map(({ to, subject }) => `${to.join()}: ${subject}`).sort(),
    wrong: [...(await disagreements(till)), ...(await findBroken(app.pool))],
  };
}

type Outcome = Awaited<ReturnType<typeof whatCameOfIt>>;

/** Everything that happens on the way, when nothing goes wrong. */
async function anUndisturbedLife(): Promise<{ points: string[]; outcome: Outcome }> {
  const app = await anApp();
  try {
    const { points } = app.count();
    await aLife(app, { url: Promise.resolve(app.url) });
    return { points: [...points], outcome: await whatCameOfIt(app) };
  } finally {
    await app.close();
  }
}

async function aLifeThatDiesAt(point: number, expected: Outcome): Promise<"died" | "lived"> {
  const app = await anApp();
  let next: Awaited<ReturnType<TappedApp["again"]>> | undefined;
  try {
    const counter = app.count(point);
    const home: Home = { url: Promise.resolve(app.url) };
    const life = aLife(app, home).then(() => "over" as const);
    life.catch(() => {});
    const where = await Promise.race([counter.reached, life]);
    if (where !== "over") {
      home.url = (async () => {
        await app.kill();
        await giveUpOnTheDead(app.pool);
        next = await app.again();
        return next.url;
      })();
      await home.url;
      await life;
    }
    expect(await whatCameOfIt(app), `killed at point ${point}: ${where}`).toEqual(expected);
    return where === "over" ? "lived" : "died";
  } finally {
    await next?.child.stop(0);
    await app.close();
  }
}

test("killed at any point of a paid booking, its move and its way back, nothing is paid, given back or told twice, and nothing is lost", async () => {
  const { points, outcome } = await anUndisturbedLife();
  expect(outcome).toMatchObject({
    bookings: [{ status: "cancelled" }],
    charges: [[8500, 8500]],
    refunds: [[8500, "succeeded"]],
    wrong: [],
  });
  expect(new Set(outcome.letters).size).toBe(outcome.letters.length);
  const every = points.map((_, n) => n + 1);
  const calls = points.flatMap((what, n) => (/^before the/.test(what) ? [n + 1] : []));
  const stride = (points.length - calls.length) / (sample / 2);
  const spread = every.filter((n) => Math.floor(n / stride) > Math.floor((n - 1) / stride));
  const some = calls.filter(
    (_, n) => Math.floor((n * sample) / 2 / calls.length) > Math.floor(((n - 1) * sample) / 2 / calls.length),
  );
  const chosen = process.env.LONG ? every : [...new Set([...some, ...spread])];
  console.info(
    `${points.length} points on the way, ${calls.length} of them at a call; killing at ${chosen.length}`,
  );

  const met: string[] = [];
  const waiting = [...chosen];
  const worker = async () => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift())
      met.push(await aLifeThatDiesAt(point, outcome));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(met).toHaveLength(chosen.length);
  expect(met.filter((how) => how === "died").length).toBeGreaterThan(chosen.length / 2);
}, 3_600_000);

import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import type { House } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

let built: Awaited<ReturnType<typeof openBuiltHouse>>;
let house: House;
let sql: pg.Pool;
let practice: TestPractice;
let other: TestPractice;
beforeAll(async () => {
  built = await openBuiltHouse({ METRICS_TOKEN: "a-token-of-the-tests" });
  ({ house, sql } = built);
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 600, length: 480 }));
  practice = await aPractice(house, { isHome: true, hours });
  other = await aPractice(house, { hours });
});
afterAll(() => built.close());

const address = "127.0.0.1";
const ask = (path: string, cookie: string, more: RequestInit = {}) =>
  built.built.selvage.answer(
    new Request(`http://localhost:3000${path}`, {
      redirect: "manual",
      ...more,
      headers: { host: "localhost:3000", cookie, ...more.headers },
    }),
    { address },
  );

const memberOf = ({ ctx, userId, memberId }: TestPractice) =>
  signIn(house, { userId, place: { practiceId: ctx.practiceId, memberId } });

/** An open stream: what arrives, piece by piece, and the way to leave. */
async function streamOf(cookie: string) {
  const gone = new AbortController();
  const answer = await ask("/practice/stream", cookie, {
    signal: gone.signal,
    headers: { "accept-encoding": "zstd, br, gzip" },
  });
  expect(answer.status).toBe(200);
  const reader = answer.body!.getReader();
  const decoder = new TextDecoder();
  return {
    headers: answer.headers,
    gone,
    async next(): Promise<string | null> {
      const { value, done } = await reader.read();
      return done ? null : decoder.decode(value).trim();
    },
  };
}

let days = 2;
const booked = async ({ ctx, wish }: TestPractice) => {
  days += 1;
  const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const answer = await book(
    { ...ctx, now: () => new Date() },
    wish({ startsAt: Date.parse(`${date}T13:00:00Z`) }),
  );
  if (!answer.ok) throw new Error(answer.refusal);
};

async function streams(): Promise<number> {
  const answer = await ask("/metrics", "", { headers: { authorization: "Bearer a-token-of-the-tests" } });
  return Number(/^selvage_streams (\d+)$/m.exec(await answer.text())?.[1]);
}

test("a booking reaches an open page's stream, also when another process committed it; another practice hears nothing", async () => {
  const [mine, theirs] = [await memberOf(practice), await memberOf(other)];
  const [here, there] = [await streamOf(mine.cookie), await streamOf(theirs.cookie)];
  expect(here.headers.get("content-type")).toBe("text/event-stream");
  expect(here.headers.get("cache-control")).toBe("no-store");
  expect(here.headers.get("content-encoding")).toBeNull();
  expect(await here.next()).toMatch(/^retry:/);
  expect(await there.next()).toMatch(/^retry:/);
  expect([await here.next(), await there.next()]).toEqual(["event: news\ndata:", "event: news\ndata:"]); // The line is laid.
  expect(await streams()).toBe(2);

  const theirNext = there.next();
  await booked(practice); // By connections of this test, not of the house that streams.
  expect(await here.next()).toBe("event: news\ndata:");
  await booked(other);
  expect(await theirNext).toBe("event: news\ndata:");

  here.gone.abort();
  there.gone.abort();
  expect([await here.next(), await there.next()]).toEqual([null, null]);
  expect(await streams()).toBe(0);
});

test("neither a stream nor a page brought up to date by itself keeps its person signed in; a page asked for does", async () => {
  const { cookie, sessionId } = await memberOf(practice);
  const lastSeen = async () =>
    (
      await sql.query("select last_seen_at as at from sessions where id = $1", [sessionId])
    ).rows[0].at.getTime();
  await sql.query("update sessions set last_seen_at = now() - interval '5 minutes' where id = $1", [
    sessionId,
  ]);
  const before = await lastSeen();
  const stream = await streamOf(cookie);
  await stream.next();
  stream.gone.abort();
  const byItself = await ask("/practice/calendar", cookie, { headers: { "x-by-itself": "1" } });
  expect([byItself.status, await lastSeen()]).toEqual([200, before]);
  const page = await ask("/practice/calendar", cookie);
  expect(page.status).toBe(200);
  expect(await lastSeen()).toBeGreaterThan(before);
});

test("a stream is for members who may see a diary; nobody else learns that it is there", async () => {
  const stranger = await ask("/practice/stream", "");
  expect(stranger.status).toBe(303);
  expect(stranger.headers.get("location")).toMatch(/^\/sign-in\?/);
  const biller = { email: "books@selvage.test", name: "Bill", roles: ["biller" as const] };
  const { memberId, userId } = await takeOn(practice.ctx, biller);
  const { practiceId } = practice.ctx;
  const books = await signIn(house, { userId, place: { practiceId, memberId } });
  expect((await ask("/practice/stream", books.cookie)).status).toBe(404);
  const unproven = await signIn(house, {
    userId: practice.userId,
    place: { practiceId, memberId: practice.memberId },
    proven: false,
  });
  expect((await ask("/practice/stream", unproven.cookie)).headers.get("location")).toMatch(/second-factor/);
  const person = await knowByAddress(practice.ctx, { email: "nobody@selvage.test", name: "Nobody" });
  const nobody = await signIn(house, { userId: person.userId });
  expect((await ask("/practice/stream", nobody.cookie)).status).toBe(404);
  expect(
    (await ask("/practice/stream", (await memberOf(practice)).cookie, { method: "HEAD" })).body,
  ).toBeNull();
});

test("the calendar shows what is one's own to whoever may, and to nobody else", async () => {
  const { cookie } = await memberOf(practice);
  await booked(practice);
  const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const view of ["day", "week", "month"]) {
    const page = await ask(`/practice/calendar?view=${view}&date=${date}`, cookie);
    const html = await page.text();
    expect([page.status, html.match(/<h1/g)?.length]).toEqual([200, 1]);
    expect(html).not.toContain("style=");
    expect(html).toContain(view === "month" ? "1 session" : "first call");
  }
  expect((await ask(`/practice/calendar?of=${other.slug}`, cookie)).status).toBe(404);
  expect((await ask("/practice/calendar?of=nobody", cookie)).status).toBe(404);
  const theirs = await memberOf(other);
  const html = await (await ask(`/practice/calendar?view=month&date=${date}`, theirs.cookie)).text();
  expect(html).not.toContain(`${date}&quot;`);
});

test("time is blocked by a form, knowingly over what is booked, and opened again; another's block is not there", async () => {
  const { cookie } = await memberOf(practice);
  const post = (path: string, form: Record<string, string>, who = cookie) =>
    ask(path, who, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { origin: "http://localhost:3000" },
    });
  const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const path = "/practice/calendar/block";
  for (const [form, words] of [
    [{ date, from: "14:00", to: "13:00" }, "before it starts"],
    [{ date, from: "", to: "" }, "or the whole day"],
    [{ date: "2026-02-30", whole: "yes" }, "choose a day"],
    [{ date, whole: "yes", label: "two\nlines" }, "on one line"],
  ] as const) {
    const refused = await post(path, form);
    expect([refused.status, (await refused.text()).includes(words)]).toEqual([422, true]);
  }
  const warned = await post(path, { date, whole: "yes", label: "Garden" });
  const words = await warned.text();
  expect(warned.status).toBe(409);
  expect(words).toContain("Block it anyway");
  expect(words).toContain(`value="Garden"`);
  expect((await sql.query("select from busy_times")).rowCount).toBe(0);

  const blocked = await post(path, { date, whole: "yes", label: "Garden", knowingly: "yes" });
  expect([blocked.status, blocked.headers.get("location")]).toEqual([
    303,
    `/practice/calendar?view=week&date=${date}`,
  ]);
  const { rows } = await sql.query("select id, label from busy_times");
  expect(rows).toMatchObject([{ label: "Garden" }]);
  const own = `${path}/${rows[0].id}`;
  expect(await (await ask(own, cookie)).text()).toContain("Garden");

  const theirs = await memberOf(other);
  const random = await ask(`${path}/019a0000-0000-7000-8000-000000000000`, theirs.cookie);
  for (const answer of [
    await ask(own, theirs.cookie),
    await post(own, {}, theirs.cookie),
    await ask(`${path}/no-id`, theirs.cookie),
  ])
    expect(answer.status).toBe(404);
  expect(random.status).toBe(404);
  expect((await post(own, {})).status).toBe(303);
  expect((await ask(own, cookie)).status).toBe(404);
});

test("when the house closes, streams end", async () => {
  const { cookie } = await memberOf(practice);
  const stream = await streamOf(cookie);
  await stream.next();
  built.built.selvage.hangUp();
  let line = await stream.next();
  while (line !== null) line = await stream.next();
  expect(await streams()).toBe(0);
});

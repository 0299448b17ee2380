import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Stage } from "#app/db/schema/clients.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aHouseOfClients, aTime, everyHour, type HouseOfClients, wordsOf } from "./a-house-of-clients.ts";

let open: HouseOfClients;
let practice: TestPractice;

beforeAll(async () => {
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

const locked = "Sessions open after our first call, so we can both be sure.";
/** Somebody signed in whose care has come to a stage; `none` knows another therapist of the house alone. */
async function somebodyAt(stage: Stage | "none" | "anonymous") {
  if (stage === "anonymous") return { cookie: undefined, email: "nobody@selvage.test" };
  const home = stage === "none" ? await aPractice(open.house) : practice;
  const client = await home.aClient();
  const { clientId } = client;
  const { therapistId } = practice;
  if (stage !== "none" && stage !== "discovery") await client.begin();
  if (stage === "ongoing" || stage === "ended")
    await moveOn(practice.ctx, { clientId, therapistId, to: stage });
  const ctx = { ...client.ctx, practiceId: practice.ctx.practiceId } as ClientCtx;
  return { cookie: await open.cookieOf(ctx), email: client.email };
}

const bookings = async () => (await open.sql.query("select count(*)::int from bookings")).rows[0].count;

const shut = ["anonymous", "none", "discovery", "ended"] as const;
const unlocked = ["intake", "ongoing"] as const;

describe.each(shut)("to somebody at stage %s a paid session is shut", (stage) => {
  test("on the public pages, by form and by the API, in the same words, and nothing is written", async () => {
    const { cookie, email } = await somebodyAt(stage);
    const before = await bookings();
    const at = aTime();

    const page = await open.ask(`/book/${practice.slug}?type=session`, { cookie });
    expect([page.status, wordsOf(page)]).toEqual([403, expect.stringContaining(locked)]);
    const details = await open.ask(`/book/${practice.slug}/details?type=session&at=${at}`, { cookie });
    expect(details.status).toBe(403);
    const form = await open.ask(`/book/${practice.slug}/details?type=session&at=${at}`, {
      cookie,
      form: { at, name: "Ann", email, adult: "yes" },
    });
    expect([form.status, wordsOf(form)]).toEqual([403, expect.stringContaining(locked)]);
    const call = await open.ask("/api/v1/bookings", {
      cookie,
      json: { therapist: practice.slug, type: "session", startsAt: at, name: "Ann", email, adult: true },
    });
    expect([call.status, JSON.parse(call.text).error.code]).toEqual([403, "needs_discovery"]);
    const openings = await open.ask(`/api/v1/therapists/${practice.slug}/openings?type=session`, { cookie });
    expect(openings.status).toBe(403);
    expect(await lockedIn(cookie)).toEqual({ discovery: false, session: true });
    expect(await bookings()).toBe(before);
  });
});

test.each(["none", "discovery", "ended"] as const)(
  "and on their own pages at stage %s, with the way to the call",
  async (stage) => {
    const { cookie } = await somebodyAt(stage);
    const at = aTime();
    const before = await bookings();
    const own = `/client/book/${practice.slug}/session`;

    const page = await open.ask(own, { cookie });
    expect(page.status).toBe(403);
    expect(page.text).toContain(`href="/client/book/${practice.slug}/discovery"`);
    expect((await open.ask(own, { cookie, form: { at } })).status).toBe(403);
    const list = wordsOf(await open.ask("/client/book", { cookie }));
    if (stage === "discovery") expect(list).toContain(locked);
    if (stage === "ended") expect(list).toContain("A new beginning starts with a free call.");
    expect(await bookings()).toBe(before);
  },
);

describe.each(unlocked)("to somebody at stage %s a paid session is open", (stage) => {
  test("the public pages lead them to their own", async () => {
    const { cookie } = await somebodyAt(stage);
    const at = aTime();
    const own = `/client/book/${practice.slug}/session`;

    const page = await open.ask(`/book/${practice.slug}?type=session&tz=Asia/Tokyo`, { cookie });
    expect([page.status, page.headers.get("location")]).toEqual([303, `${own}?tz=Asia%2FTokyo`]);
    for (const form of [undefined, { at, name: "Ann", email: "x@selvage.test", adult: "yes" }]) {
      const answer = await open.ask(`/book/${practice.slug}/details?type=session&at=${at}`, {
        cookie,
        ...(form && { form }),
      });
      expect([answer.status, answer.headers.get("location")]).toEqual([
        303,
        `${own}?at=${encodeURIComponent(at)}`,
      ]);
    }
  });

  test("their own page books it, and shows it with an undo", async () => {
    const { cookie } = await somebodyAt(stage);
    const at = aTime();
    const own = `/client/book/${practice.slug}/session?tz=Europe/Lisbon`;

    expect(wordsOf(await open.ask(own, { cookie }))).toContain("€85, paid after the session");
    const booked = await open.ask(own, { cookie, form: { at, note: "canary of the form" } });
    expect(booked.status).toBe(303);
    const [path = ""] = (booked.headers.get("location") ?? "").split("?");
    expect(path).toMatch(/^\/client\/sessions\/[0-9a-f-]{36}$/);
    const page = await open.ask(`${path}?news=booked`, { cookie });
    expect(wordsOf(page)).toContain(
      "You’re booked. An email follows in a few minutes. Changed your mind? Undo within 3 minutes of booking.",
    );
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    const undone = await open.ask(`${path}/undo`, { cookie, form: {} });
    expect([undone.status, undone.headers.get("location")]).toEqual([303, `${path}?news=undone`]);
  });

  test("the API books it with the sign-in cookie, and not from another site", async () => {
    const { cookie, email } = await somebodyAt(stage);
    const wish = { therapist: practice.slug, type: "session", name: "Ann", email, adult: true };

    const openings = await open.ask(`/api/v1/therapists/${practice.slug}/openings?type=session`, { cookie });
    expect(openings.status).toBe(200);
    expect(await lockedIn(cookie)).toEqual({ discovery: false, session: false });
    const elsewhere = { cookie, json: { ...wish, startsAt: aTime() }, origin: "https://evil.example" };
    expect((await open.ask("/api/v1/bookings", elsewhere)).status).toBe(403);
    const booked = await open.ask("/api/v1/bookings", { cookie, json: { ...wish, startsAt: aTime() } });
    expect(booked.status).toBe(201);
    const { rows } = await open.sql.query("select actor from events where subject_id = $1", [
      JSON.parse(booked.text).id,
    ]);
    expect(rows[0].actor).toMatch(/^client:/);
  });
});

test("a second first call is refused kindly, on the page before the button and in the form after it", async () => {
  const { cookie } = await somebodyAt("discovery");
  const own = `/client/book/${practice.slug}/discovery`;
  expect((await open.ask(own, { cookie, form: { at: aTime() } })).status).toBe(303);

  expect(wordsOf(await open.ask(own, { cookie }))).toContain(
    "You have a first call with Tess planned already",
  );
  const second = await open.ask(own, { cookie, form: { at: aTime() } });
  expect([second.status, wordsOf(second)]).toEqual([
    422,
    expect.stringContaining("You have a first call with Tess planned already"),
  ]);
});

test("a time that was taken meanwhile keeps what was typed and offers the nearest", async () => {
  const [first, second] = [await somebodyAt("intake"), await somebodyAt("intake")];
  const own = `/client/book/${practice.slug}/session?tz=Europe/Lisbon`;
  const at = aTime();
  expect((await open.ask(own, { cookie: first.cookie, form: { at } })).status).toBe(303);

  const late = await open.ask(own, { cookie: second.cookie, form: { at, note: "kept for me" } });

  expect(late.status).toBe(409);
  expect(late.text).toContain("kept for me");
  expect(wordsOf(late)).toContain("See all open times");
  expect(late.text.match(/type="radio"/g)).toHaveLength(3);
});

async function lockedIn(cookie: string | undefined): Promise<Record<string, boolean>> {
  const { text } = await open.ask("/api/v1/therapists", { cookie });
  type Listed = { slug: string; sessionTypes: { slug: string; locked: boolean }[] };
  const here = (JSON.parse(text).therapists as Listed[]).find(({ slug }) => slug === practice.slug)!;
  return Object.fromEntries(here.sessionTypes.map(({ slug, locked }) => [slug, locked]));
}

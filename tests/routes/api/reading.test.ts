import { afterAll, beforeAll, expect, test } from "vitest";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { type Api, anApi } from "./an-api.ts";

let open: TestHouse;
let call: Api;
let practice: TestPractice;

beforeAll(async () => {
  open = await aHouse();
  call = await anApi(open.house);
  practice = await aPractice(open.house);
});
afterAll(() => open.close());

const at = (path: string, query: Record<string, string> = {}) => `${path}?${new URLSearchParams(query)}`;
const openings = (query: Record<string, string>) => call(at(`/therapists/${practice.slug}/openings`, query));

test("everybody published is listed with what they offer, and what is locked", async () => {
  const { status, body } = await call("/therapists");

  expect(status).toBe(200);
  expect(body.therapists).toContainEqual({
    slug: practice.slug,
    practice: "Test Practice",
    name: "Tess Therapist",
    title: "Hypnotherapist",
    specialties: [],
    languages: [],
    timeZone: "Europe/Lisbon",
    sessionTypes: [
      {
        slug: "discovery",
        name: "discovery",
        kind: "discovery",
        minutes: 20,
        price: { amount: 0, currency: "EUR" },
        locked: false,
      },
      {
        slug: "session",
        name: "session",
        kind: "individual",
        minutes: 50,
        price: { amount: 8500, currency: "EUR" },
        locked: true,
      },
    ],
  });
});

test("openings are instants in UTC under the days of the zone that asks", async () => {
  const { status, body } = await openings({
    type: "discovery",
    from: "2027-02-04",
    days: "2",
    tz: "America/New_York",
  });

  expect(status).toBe(200);
  expect(body.timeZone).toBe("America/New_York");
  expect(body.days.map((day: { date: string }) => day.date)).toEqual(["2027-02-04", "2027-02-05"]);
  expect(body.days[0].openings[0]).toEqual({
    startsAt: "2027-02-04T08:00:00.000Z",
    endsAt: "2027-02-04T08:20:00.000Z",
  });
});

test("left out, the type is the discovery call, the first day today, the zone the therapist’s, and the days fourteen", async () => {
  const { body } = await openings({});

  expect(body.timeZone).toBe("Europe/Lisbon");
  expect(body.days).toHaveLength(14);
  expect(body.days[0].date).toBe("2027-02-03");
  // It is noon and the notice two hours.
  expect(body.days[0].openings[0].startsAt).toBe("2027-02-03T14:00:00.000Z");
});

test("a day that is over has no openings, and neither has one past the horizon", async () => {
  const past = await openings({ from: "2026-02-04", days: "1" });
  const far = await openings({ from: "2099-12-31", days: "1" });

  expect(past.body.days).toEqual([{ date: "2026-02-04", openings: [] }]);
  expect(far.body.days).toEqual([{ date: "2099-12-31", openings: [] }]);
});

test.each([
  ["from", "2027-02-30"],
  ["from", "tomorrow"],
  ["from", "9999-12-31"],
  ["days", "0"],
  ["days", "63"],
  ["days", "1e1"],
  ["days", ""],
  ["tz", "Europe/Atlantis"],
  ["tz", "+02:00"],
  ["type", "../session"],
  ["type", "disco\u0000very"],
  ["form", "2027-02-04"],
  ["__proto__", "x"],
])("openings with %s=%j are refused by the field’s name", async (field, value) => {
  const { status, body } = await openings({ [field]: value });

  expect(status).toBe(422);
  expect(body.error.code).toBe("invalid");
  expect(Object.keys(body.error.fields)).toEqual([field]);
});

test("a locked type says nothing about the room", async () => {
  const { status, body } = await openings({ type: "session" });

  expect(status).toBe(403);
  expect(body).toEqual({
    error: {
      code: "needs_discovery",
      message: "Sessions open after our first call, so we can both be sure. Book the free call.",
    },
  });
});

test("nobody, nobody published, nothing offered and a seat in a group are the same 404", async () => {
  const hidden = await aPractice(open.house);
  await open.database.pool.query("update therapists set is_published = false where id = $1", [
    hidden.therapistId,
  ]);
  await offer(practice.ctx, aType({ slug: "evening", kind: "event", isOpenToAll: true }), [
    practice.therapistId,
  ]);

  const answers = [
    await call("/therapists/nobody/openings"),
    await call("/therapists/%00/openings"),
    await call(`/therapists/${hidden.slug}/openings`),
    await call(`/therapists/${practice.slug}/openings?type=nothing`),
    await call(`/therapists/${practice.slug}/openings?type=evening`),
    await call(`/bookings/${"A".repeat(43)}`),
    await call("/bookings/short"),
    await call("/nowhere"),
    await call("/nowhere", { body: {} }),
  ];

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  expect(new Set(answers.map(({ text }) => text))).toEqual(
    new Set(['{"error":{"code":"not_found","message":"There is nothing here."}}']),
  );
});

test.each(["/therapists", "/openapi.json"])("pages of other sites may read %s", async (path) => {
  const preflight = await call(path, { method: "OPTIONS", headers: { Origin: "https://other.example" } });
  const answer = await call(path, { headers: { Origin: "https://other.example" } });

  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect((await call(path, { method: "HEAD" })).status).toBe(200);
});

test("other sites can read why openings were refused", async () => {
  const { headers } = await openings({ type: "session" });

  expect(headers.get("access-control-allow-origin")).toBe("*");
});

test.each([
  "/bookings",
  `/bookings/${"A".repeat(43)}`,
  `/bookings/${"A".repeat(43)}/move`,
  `/bookings/${"A".repeat(43)}/cancellation`,
])("other sites may not call %s", async (path) => {
  const preflight = await call(path, { method: "OPTIONS", headers: { Origin: "https://other.example" } });

  expect(preflight.status).toBe(405);
  expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
});

test.each([
  ["/therapists", "POST", "GET, HEAD, OPTIONS"],
  ["/openapi.json", "DELETE", "GET, HEAD, OPTIONS"],
  ["/bookings", "GET", "POST"],
  ["/bookings", "PUT", "POST"],
  [`/bookings/${"A".repeat(43)}`, "DELETE", "GET, HEAD"],
  [`/bookings/${"A".repeat(43)}/move`, "GET", "POST"],
  [`/bookings/${"A".repeat(43)}/cancellation`, "PATCH", "POST"],
])("%s does not take %s and says what it takes", async (path, method, allowed) => {
  const { status, headers, body } = await call(path, { method });

  expect(status).toBe(405);
  expect(headers.get("allow")).toBe(allowed);
  expect(body.error.code).toBe("not_done_here");
});

test("a network that asks too much hears for how long to wait", async () => {
  const answers = [];
  for (let i = 0; i < 41; i += 1) answers.push(await call("/bookings", { body: {}, from: "a busy network" }));
  const last = answers.at(-1)!;

  expect(answers.filter(({ status }) => status === 422)).toHaveLength(40);
  expect(last.status).toBe(429);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(last.body.error.code).toBe("too_many");
});

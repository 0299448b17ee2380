import { afterAll, beforeAll, expect, test } from "vitest";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { type Api, anApi } from "./an-api.ts";
import { rowCounts } from "./counts.ts";

let open: TestHouse;
let call: Api;
let practice: TestPractice;
let guests = 0;

beforeAll(async () => {
  open = await aHouse();
  call = await anApi(open.house);
  practice = await aPractice(open.house);
});
afterAll(() => open.close());

/** What a stranger sends, for a time of their own unless told. */
function aWish(wish: Record<string, unknown> = {}) {
  guests += 1;
  const startsAt = new Date(Date.parse("2027-02-05T08:00:00Z") + guests * 30 * 60_000).toISOString();
  return {
    therapist: practice.slug,
    type: "discovery",
    startsAt,
    name: "Ines",
    email: `ines-${guests}@selvage.test`,
    adult: true,
    ...wish,
  };
}

const book = (wish: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  call("/bookings", { body: aWish(wish), headers });
const tokenOf = (manageUrl: string) => manageUrl.slice(manageUrl.lastIndexOf("/") + 1);

test("a stranger books the free call and is given its private address", async () => {
  const { status, headers, body } = await book({
    startsAt: "2027-02-04T11:00:00+01:00",
    timeZone: "Europe/Berlin",
    note: "Hello",
    phone: "",
  });

  expect(status).toBe(201);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("access-control-allow-origin")).toBeNull();
  expect(body).toEqual({
    id: expect.any(String),
    status: "confirmed",
    startsAt: "2027-02-04T10:00:00.000Z",
    endsAt: "2027-02-04T10:20:00.000Z",
    manageUrl: expect.stringMatching(/^http:\/\/localhost:3000\/book\/manage\/[\w-]{43}$/),
  });

  const kept = await call(`/bookings/${tokenOf(body.manageUrl)}`);
  expect(kept.headers.get("cache-control")).toBe("no-store");
  expect(kept.body).toEqual({
    id: body.id,
    status: "confirmed",
    startsAt: "2027-02-04T10:00:00.000Z",
    endsAt: "2027-02-04T10:20:00.000Z",
    therapist: { name: "Tess Therapist", slug: practice.slug },
    type: { slug: "discovery", name: "discovery", minutes: 20 },
    place: "online",
    timeZone: "Europe/Berlin",
    freeUntil: "2027-02-04T08:00:00.000Z",
    canMove: true,
    canCancel: true,
  });
});

test("what the openings offer can be booked, and then they offer it no longer", async () => {
  const openings = `/therapists/${practice.slug}/openings?from=2027-03-01&days=1`;
  const { startsAt } = (await call(openings)).body.days[0].openings[5];

  const booked = await book({ startsAt, timeZone: undefined });
  const after = (await call(openings)).body.days[0].openings;

  expect(booked.status).toBe(201);
  expect(after.map((opening: { startsAt: string }) => opening.startsAt)).not.toContain(startsAt);
  expect((await call(`/bookings/${tokenOf(booked.body.manageUrl)}`)).body.timeZone).toBe("Europe/Lisbon");
});

test("the second to ask for a time hears the nearest that are open", async () => {
  const startsAt = "2027-03-02T10:00:00Z";
  const first = await book({ startsAt });
  const second = await book({ startsAt });

  expect([first.status, second.status]).toEqual([201, 409]);
  expect(second.body.error.code).toBe("slot_taken");
  expect(second.body.error.nearest).toContainEqual({
    startsAt: "2027-03-02T09:40:00.000Z",
    endsAt: "2027-03-02T10:00:00.000Z",
  });
});

test.each([
  ["too_soon", { startsAt: "2027-02-03T12:30:00Z" }],
  ["too_far", { startsAt: "2027-09-01T10:00:00Z" }],
])("%s comes with the nearest open times", async (code, wish) => {
  const { status, body } = await book(wish);

  expect(status).toBe(422);
  expect(body.error.code).toBe(code);
  expect(Array.isArray(body.error.nearest)).toBe(true);
});

test.each([
  ["adults_only", "adult", { adult: false }],
  ["bad_code", "code", { code: "SPRING" }],
])("%s names the field it is about", async (code, field, wish) => {
  const { status, body } = await book(wish);

  expect(status).toBe(422);
  expect(body.error.code).toBe(code);
  expect(body.error.fields[field]).toBe(body.error.message);
});

test("a call by phone needs a number", async () => {
  await offer(practice.ctx, aType({ slug: "by-phone", kind: "discovery", place: "phone", minutes: 20 }), [
    practice.therapistId,
  ]);

  const without = await book({ type: "by-phone", phone: "" });
  const withOne = await book({ type: "by-phone", phone: "+351 210 000 000" });

  expect(without.status).toBe(422);
  expect(Object.keys(without.body.error.fields)).toEqual(["phone"]);
  expect(withOne.status).toBe(201);
});

test("a full day is over the limit", async () => {
  const small = await aPractice(open.house, { perDayCap: 1 });
  const asked = { therapist: small.slug, startsAt: "2027-02-10T10:00:00Z" };

  expect((await book(asked)).status).toBe(201);
  const second = await book({ ...asked, startsAt: "2027-02-10T15:00:00Z" });

  expect(second.status).toBe(422);
  expect(second.body.error.code).toBe("over_limit");
  expect(second.body.error.nearest.length).toBeGreaterThan(0);
});

test("outside the licences it says where they reach and who else can", async () => {
  const licensed = await aPractice(open.house, {
    licences: [{ region: "Vermont", number: "1" }],
  });

  const nowhere = await book({ therapist: licensed.slug });
  const elsewhere = await book({ therapist: licensed.slug, region: "Ohio" });
  const there = await book({ therapist: licensed.slug, region: "Vermont" });

  expect(nowhere.body.error).toMatchObject({
    code: "not_licensed_there",
    message: "Tess is licensed in Vermont. Please say in “region” where you will be.",
  });
  expect(elsewhere.body.error).toMatchObject({
    code: "not_licensed_there",
    message: "Tess isn’t licensed in Ohio. Nobody here is.",
  });
  expect(there.status).toBe(201);
});

test("a locked type is refused in the same words whether or not the address is known, and nothing is written", async () => {
  const client = await practice.aClient();
  await client.begin();
  const before = await rowCounts(open.database);

  const known = await book({ type: "session", email: client.email });
  const unknown = await book({ type: "session" });

  expect(known.status).toBe(403);
  expect(known.text).toBe(unknown.text);
  expect(known.body.error.code).toBe("needs_discovery");
  expect(await rowCounts(open.database)).toEqual(before);
});

test("one address is not asked for endlessly", async () => {
  const email = "again@selvage.test";
  const answers = [];
  for (let i = 0; i < 11; i += 1)
    answers.push(await call("/bookings", { body: aWish({ email, type: "session" }), from: "one network" }));

  expect(answers.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(403));
  expect(answers[10]!.status).toBe(429);
  expect(Number(answers[10]!.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a wish sent twice with a key is one booking and the same answer; with other words the key is refused", async () => {
  const key = { "Idempotency-Key": "7d1c" };
  const wish = aWish({ startsAt: "2027-03-05T10:00:00Z" });

  const answers = await Promise.all([1, 2].map(() => call("/bookings", { body: wish, headers: key })));
  const other = await call("/bookings", { body: { ...wish, name: "Somebody else" }, headers: key });

  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]!.text).toBe(answers[1]!.text);
  expect(other.status).toBe(422);
  expect(other.body.error.code).toBe("key_reused");
});

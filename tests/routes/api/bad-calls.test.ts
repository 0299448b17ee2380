import { afterAll, beforeAll, expect, test } from "vitest";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { type Api, anApi, type Call } from "./an-api.ts";

let open: TestHouse;
let call: Api;
let practice: TestPractice;

beforeAll(async () => {
  open = await aHouse();
  call = await anApi(open.house);
  practice = await aPractice(open.house);
});
afterAll(() => open.close());

/** A wish that would be granted. */
function aWish(wish: Record<string, unknown> = {}) {
  const sound = { therapist: practice.slug, type: "discovery", startsAt: "2027-02-05T10:00:00Z" };
  return { ...sound, name: "Ines", email: "ines@selvage.test", adult: true, ...wish };
}

test.each(["", "x".repeat(256), "caf\u00e9"])("%j is no Idempotency-Key", async (key) => {
  const { status, body } = await call("/bookings", {
    body: aWish(),
    headers: { "Idempotency-Key": key },
  });

  expect(status).toBe(422);
  expect(Object.keys(body.error.fields)).toEqual(["Idempotency-Key"]);
});

test.each<[number, string, Call]>([
  [400, "bad_json", { text: "{", headers: { "Content-Type": "application/json" } }],
  [400, "bad_json", { text: "", headers: { "Content-Type": "application/json; charset=utf-8" } }],
  [413, "too_large", { body: { note: "x".repeat(64 * 1024) } }],
  [415, "not_json", { text: "{}", headers: { "Content-Type": "text/plain" } }],
  [415, "not_json", { text: "name=Ines", headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
  [422, "invalid", { body: [] }],
  [422, "invalid", { body: "null" }],
])("a body that cannot be read is answered %i %s", async (status, code, sent) => {
  const answer = await call("/bookings", sent);

  expect(answer.status).toBe(status);
  expect(answer.body.error.code).toBe(code);
});

test.each<[string, unknown]>([
  ["name", "  "],
  ["name", "Ines\r\nBcc: all@selvage.test"],
  ["name", "In\u0000es"],
  ["name", "\ud800"],
  ["name", undefined],
  ["email", "ines"],
  ["email", "ines@selvage.test\nX: y"],
  ["email", 7],
  ["adult", "yes"],
  ["adult", undefined],
  ["startsAt", "2027-02-05 10:00"],
  ["startsAt", "2027-02-05T10:00:30Z"],
  ["startsAt", "2027-02-30T10:00:00Z"],
  ["startsAt", "0001-01-01T00:00:00Z"],
  ["timeZone", "Mars/Olympus"],
  ["phone", "call me"],
  ["note", "x".repeat(2_001)],
  ["therapist", "Tess Therapist"],
  ["price", 0],
  ["status", "confirmed"],
])("%s=%j is refused by its name and in words", async (field, value) => {
  const { status, body } = await call("/bookings", { body: aWish({ [field]: value }) });

  expect(status).toBe(422);
  expect(body.error.code).toBe("invalid");
  expect(Object.keys(body.error.fields)).toEqual([field]);
  expect(body.error.fields[field]).not.toMatch(/invalid|expected/i);
});

test("what breaks on our side is said so, and nothing of it is shown", async () => {
  const broken: unknown[] = [];
  const stopped = () => {
    throw new Error("the clock stopped");
  };
  const callBroken = await anApi({ ...open.house, now: stopped }, { onError: (error) => broken.push(error) });

  const { status, text, headers } = await callBroken("/bookings", { body: aWish() });

  expect(status).toBe(500);
  expect(text).toBe(
    '{"error":{"code":"broken","message":"Something broke on our side, not yours. Please try again."}}',
  );
  expect(headers.get("content-type")).toBe("application/json");
  expect(broken).toEqual([new Error("the clock stopped")]);
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { type Desk, openDesk } from "./a-desk.ts";
import {
  aDate,
  anAbsence,
  aPracticeForm,
  aProfile,
  aSite,
  aType,
  aWeek,
  mark,
  pages,
  written,
} from "./right-forms.ts";

const runs = process.env.LONG ? 1_000 : Number(process.env.RUNS ?? 60);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const strange = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    ...[
      "",
      " ",
      "\0",
      "a\0b",
      "a\r\nb",
      "\ud800",
      "-1",
      "0",
      "1",
      "99999",
      "9".repeat(30),
      "1e309",
      "NaN",
      "25:00",
      "24:00",
    ],
    ...[
      "0000-01-01",
      "9999-12-31",
      "2028-02-30",
      "10000-01-01",
      "https://",
      "https://a b",
      "https://[::1]/x",
      "javascript:alert(1)",
    ],
    ...[
      "x".repeat(3_000),
      "😀".repeat(200),
      "__proto__",
      "Europe/Nowhere",
      "+05:00",
      "yes",
      "null",
      "' or 1=1 --",
      "1,2,3",
      "٣",
    ],
  ),
);

/** The form with some of its fields made strange, left out or doubled, and some that are none of its own. */
function spoilt(fields: Record<string, string>) {
  const names = Object.keys(fields);
  return fc
    .tuple(
      fc.shuffledSubarray(names, { minLength: 0, maxLength: Math.min(4, names.length) }),
      fc.array(fc.option(strange), { minLength: 4, maxLength: 4 }),
      fc.dictionary(
        fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom(
            "__proto__",
            "constructor",
            "mon-12-to",
            "mon-13-from",
            "licence-6-expires",
            "by-x",
          ),
        ),
        strange,
        { maxKeys: 3 },
      ),
    )
    .map(([wrong, values, noise]) => {
      const body = new URLSearchParams(fields);
      wrong.forEach((name, index) => {
        const value = values[index];
        if (typeof value === "string") body.set(name, value);
        else body.delete(name);
      });
      for (const [name, value] of Object.entries(noise)) body.append(name, value);
      return body;
    });
}

describe(`whatever is sent is answered in words, and a refusal changes nothing (SEED=${seed})`, () => {
  const forms: [string, () => Promise<[string, Record<string, string>]>][] = [
    [
      "the week",
      async () => [
        "/practice/availability/week",
        { ...aWeek, "sun-1-from": "22:00", "sun-1-to": "02:00", mark: await mark(desk) },
      ],
    ],
    ["a date", async () => ["/practice/availability/dates", aDate()]],
    [
      "time away",
      async () => [
        "/practice/availability/away",
        { ...anAbsence(), fromTime: "09:00", untilTime: "10:00", knows: "1" },
      ],
    ],
    [
      "a new type",
      async () => [
        "/practice/session-types/new",
        { ...aType, kind: "event", openness: "anybody", capacity: "12" },
      ],
    ],
    ["a type", async () => [`/practice/session-types/${(await catalogue(desk.practice.own))[0]!.id}`, aType]],
    [
      "a profile",
      async () => [
        "/practice/settings/profile",
        { ...aProfile, "licence-1-region": "NY", "licence-1-number": "1", "licence-1-expires": "2030-01-01" },
      ],
    ],
    ["the site", async () => ["/practice/settings/site", aSite]],
    ["the practice", async () => ["/practice/settings/practice", { ...aPracticeForm, currency: "EUR" }]],
    ["a text", async () => ["/practice/settings/policies/terms", { body: "# Terms", instead: "2026-11-20" }]],
    [
      "papers",
      async () => [
        "/practice/settings/papers",
        { kind: "invoice", legalName: "Tess Ltd", legalNumber: "PT 1", note: "Thank you." },
      ],
    ],
    [
      "a tax rule",
      async () => [
        "/practice/settings/tax",
        { therapist: "", type: "", treatment: "rate", rate: "23", reason: "" },
      ],
    ],
    ["a tax rule removed", async () => ["/practice/settings/tax/removal", { therapist: "", type: "" }]],
    ["a date restored", async () => ["/practice/availability/dates/2027-02-30", { x: "y" }]],
  ];

  test.each(forms)(
    "%s",
    async (_, of) => {
      const [path, fields] = await of();
      await fc.assert(
        fc.asyncProperty(spoilt(fields), async (body) => {
          const before = await written(desk);
          const { status, text } = await desk.ask(desk.cookies.owner, path, body);
          expect(status).toBeGreaterThanOrEqual(300);
          expect(status).toBeLessThan(500);
          if (status < 400) return;
          expect(text).toContain("<h1");
          expect(await written(desk)).toEqual(before);
        }),
        { numRuns: runs, seed },
      );
    },
    180_000,
  );

  test.each(pages)(
    "an address with anything behind it: %s",
    async (path) => {
      await fc.assert(
        fc.asyncProperty(strange, async (text) => {
          const query = new URLSearchParams({ of: text, type: text, date: text, news: text });
          expect((await desk.ask(desk.cookies.owner, `${path}?${query}`)).status).toBeLessThan(500);
          query.delete("of");
          expect((await desk.ask(desk.cookies.owner, `${path}?${query}`)).status).toBeLessThan(500);
        }),
        { numRuns: 30, seed },
      );
    },
    60_000,
  );

  test("what is no form", async () => {
    for (const [path] of await Promise.all(forms.map(([, of]) => of())))
      for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
        const { status } = await desk.ask(desk.cookies.owner, path, "{}", type);
        expect(status, `${path} ${type}`).toBeGreaterThanOrEqual(400);
        expect(status, `${path} ${type}`).toBeLessThan(500);
      }
  });
});

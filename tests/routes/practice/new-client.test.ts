import { afterAll, beforeAll, expect, test } from "vitest";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aBuiltHouse } from "./signed-in.ts";

let built: Awaited<ReturnType<typeof aBuiltHouse>>;
let practice: TestPractice;
let tess: string;
beforeAll(async () => {
  built = await aBuiltHouse();
  practice = await aPractice(built.house, { isHome: true });
  tess = await built.cookieOf(practice.own.actor);
});
afterAll(() => built.close());

const clients = async () => (await built.sql.query("select count(*)::int as n from clients")).rows[0].n;

type Form = Record<string, string>;

const lost: [string, string, Form][] = [
  ["another person with one who comes alone", "kind", { secondName: "Max Berg" }],
  ["a guardian of somebody who is of age", "underAge", { guardianName: "Mia Berg" }],
  ["why doors open that stay closed", "gate", { words: "We met before." }],
];

test.each(lost)("%s is asked about and kept, never left out without a word", async (_, field, typed) => {
  const before = await clients();
  const form = { of: practice.slug, kind: "individual", gate: "call", name: "Lena Berg", ...typed };
  const { status, text } = await built.ask("/practice/clients/new", tess, form);
  expect([status, await clients()]).toEqual([422, before]);
  expect(text).toContain(`id="${field}-error"`);
  for (const value of Object.values(typed)) expect(text).toContain(value);
});

const wrong: [string, Form][] = [
  ["secondPhone", { kind: "couple", secondPhone: "none" }],
  ["guardianEmail", { guardianEmail: "no address" }],
  ["guardianEmail", { underAge: "yes", guardianName: "M", guardianEmail: "l@x.test", email: "l@x.test" }],
];

test.each(wrong)("what is wrong with %s is not folded away", async (field, typed) => {
  const form = { of: practice.slug, kind: "individual", gate: "call", name: "Lena Berg", ...typed };
  const { status, text } = await built.ask("/practice/clients/new", tess, form);
  expect(status).toBe(422);
  const part = text.split("<details").find((one) => one.includes(`id="${field}-error"`));
  expect(part?.slice(0, part.indexOf(">"))).toContain("open");
});

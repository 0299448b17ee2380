import { afterAll, beforeAll, expect, test } from "vitest";
import { codeRefusals } from "#app/routes/codes-in-words.ts";
import { aCode } from "#tests/domain/codes/a-code.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aHouseOfClients, type HouseOfClients } from "./a-house-of-clients.ts";

let clients: HouseOfClients;
let practice: TestPractice;
let cookie: string;
let here: string;
beforeAll(async () => {
  clients = await aHouseOfClients();
  practice = await aPractice(clients.house, { isHome: true });
  await clients.sql.query("update session_types set late_fee_percent = 100 where slug = 'session'");
  ({ cookie } = await clients.aClientOf(practice));
  here = `/client/book/${practice.slug}/session`;
}, 120_000);
afterAll(() => clients.close());

const days = (number: number, hour = 10) => {
  const day = new Date(Date.now() + number * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${hour}:00:00Z`;
};
const bookings = async () =>
  (await clients.sql.query("select price, discount from bookings order by booked_at")).rows;
const has = (text: string, words: string) => text.includes(words);

test("nobody is asked for a code where there is none, and for what is free", async () => {
  expect((await clients.ask(here, { cookie })).text).not.toContain('name="code"');
  await aCode(practice.own, { code: "SPRING", percent: 20 });
  expect((await clients.ask(here, { cookie })).text).toContain('name="code"');
  const free = await clients.ask(`/client/book/${practice.slug}/discovery`, { cookie });
  expect(free.text).not.toContain('name="code"');
});

test("the price, what comes off and what is left are shown before anything is booked, and what was typed stays", async () => {
  const form = { at: days(5), note: "Second floor.", code: "spring" };
  const { status, text } = await clients.ask(`${here}/price`, { cookie, form });
  expect(status).toBe(200);
  for (const words of ["€85", "Off with SPRING", "− €17", "€68", "Second floor.", 'value="spring"'])
    expect(has(text, words), words).toBe(true);
  expect(has(text, "cancelling keeps the €68 fee"), "cancelling keeps the €68 fee").toBe(true);
  expect(await bookings()).toEqual([]);
});

test.each([
  ["one nobody made", "WINTER", codeRefusals.code_unknown],
  ["none at all", "", "Please type the code first."],
])("a code that does not apply says why at its field: %s", async (_, code, words) => {
  for (const to of code ? [`${here}/price`, here] : [`${here}/price`]) {
    const answer = await clients.ask(to, { cookie, form: { at: days(5), code } });
    expect(answer.status).toBe(422);
    expect(has(answer.text, 'id="code-error"') && has(answer.text, words)).toBe(true);
  }
  expect(await bookings()).toEqual([]);
});

test("a code is for one session, not for a series", async () => {
  const form = { at: days(5), every: "1", times: "4", code: "SPRING" };
  const answer = await clients.ask(here, { cookie, form });
  expect(answer.status).toBe(422);
  expect(has(answer.text, "A code is for one session at a time.")).toBe(true);
});

test("the booking keeps the price and what came off, and its page says both", async () => {
  const answer = await clients.ask(here, { cookie, form: { at: days(6), code: "Spring" } });
  expect(answer.status).toBe(303);
  expect(await bookings()).toEqual([{ price: 8500, discount: 1700 }]);
  const page = await clients.ask(answer.headers.get("location")!, { cookie });
  expect(has(page.text, "€68 (€85 less €17 by a code)")).toBe(true);
});

test("a program hears bad_code, and why", async () => {
  const wish = {
    ...{
      therapist: practice.slug,
      type: "session",
      startsAt: days(7),
      name: "Ann",
      email: "ann@selvage.test",
    },
    ...{ adult: true, code: "WINTER" },
  };
  const refused = await clients.ask("/api/v1/bookings", { cookie, json: wish });
  expect(refused.status).toBe(422);
  expect(JSON.parse(refused.text).error).toEqual({
    code: "bad_code",
    message: codeRefusals.code_unknown,
    fields: { code: codeRefusals.code_unknown },
  });
  const booked = await clients.ask("/api/v1/bookings", { cookie, json: { ...wish, code: "SPRING" } });
  expect(booked.status).toBe(201);
  expect((await bookings()).at(-1)).toEqual({ price: 8500, discount: 1700 });
});

test("a first call is free, so a code that was typed anyway is kept for later", async () => {
  const page = `/book/${practice.slug}/details?type=discovery&tz=UTC&at=${days(8)}`;
  const form = { at: days(8), name: "Ben", email: "ben@selvage.test", adult: "yes", code: "SPRING" };
  const answer = await clients.ask(page, { form });
  expect(answer.status).toBe(422);
  expect(has(answer.text, codeRefusals.code_for_free)).toBe(true);
});

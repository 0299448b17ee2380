import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { strangeBody } from "../broken-forms.ts";
import { aHouseOfClients, aTime, everyHour, type HouseOfClients } from "./a-house-of-clients.ts";

const runs = process.env.LONG ? 2_000 : 60;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let open: HouseOfClients;
let practice: TestPractice;

beforeAll(async () => {
  console.info(`bad forms of clients: SEED=${seed}`);
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

/** What nobody's nonsense may change. */
async function standing() {
  const { rows } = await open.sql.query(
    `select (select json_agg(b order by b.id) from bookings b)::text as bookings,
       (select json_agg(a order by a.id) from appointments a)::text as times`,
  );
  return rows[0];
}

test.each<[string, (id: string) => string]>([
  ["booking", () => `/client/book/${practice.slug}/session`],
  ["moving", (id) => `/client/sessions/${id}/move`],
])(
  "%s with whatever arrives is answered 4xx in words, and nothing is changed",
  async (_, pathOf) => {
    const client = await open.aClientOf(practice);
    const path = pathOf((await client.session()).id);
    const before = await standing();
    await fc.assert(
      fc.asyncProperty(strangeBody, async (sent) => {
        const answer = await open.ask(path, { cookie: client.cookie, sent });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).toContain("<h1");
      }),
      { numRuns: runs, seed },
    );
    expect(await standing()).toEqual(before);
  },
  120_000,
);

test("a note and a reason that cannot be kept are refused, and so is a note that is too long", async () => {
  const client = await open.aClientOf(practice);
  const { id } = await client.session();
  const before = await standing();
  for (const words of ["a\0b", "x".repeat(2_001), "\u0007"]) {
    const note = { cookie: client.cookie, form: { at: aTime(), note: words } };
    expect((await open.ask(`/client/book/${practice.slug}/session`, note)).status).toBe(422);
    const reason = { cookie: client.cookie, form: { reason: words } };
    expect((await open.ask(`/client/sessions/${id}/cancellation`, reason)).status).toBe(422);
  }
  expect(await standing()).toEqual(before);
});

test.each(["contact", "safe-contact"])(
  "%s with whatever arrives breaks nothing",
  async (page) => {
    const { cookie } = await open.aClientOf(practice);
    await fc.assert(
      fc.asyncProperty(strangeBody, async (sent) => {
        expect((await open.ask(`/client/account/${page}`, { cookie, sent })).status).toBeLessThan(500);
      }),
      { numRuns: runs, seed },
    );
  },
  120_000,
);

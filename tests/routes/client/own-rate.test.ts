import { afterAll, beforeAll, expect, test } from "vitest";
import { agreeRate } from "#app/domain/session-types/rates.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aHouseOfClients, everyHour, type HouseOfClients, wordsOf } from "./a-house-of-clients.ts";

let open: HouseOfClients;
let practice: TestPractice;
beforeAll(async () => {
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

test("whoever has a rate of their own reads it before they book, and nobody else does", async () => {
  const [ann, ben] = [await open.aClientOf(practice), await open.aClientOf(practice)];
  const { rows } = await open.sql.query<{ id: string }>(
    "select id from session_types where slug = 'session'",
  );
  const today = new Date().toISOString().slice(0, 10);
  const agreed = { sessionTypeId: rows[0]!.id, price: 6000, validFrom: today, validUntil: null };
  expect(await agreeRate(practice.own, { clientId: ann.clientId, ...agreed })).toBe(true);
  for (const path of ["/client/book", `/client/book/${practice.slug}/session`]) {
    const [hers, his] = [wordsOf(await open.ask(path, ann)), wordsOf(await open.ask(path, ben))];
    expect(hers).toContain("€60");
    expect(hers).not.toContain("€85");
    expect(his).toContain("€85");
  }
});

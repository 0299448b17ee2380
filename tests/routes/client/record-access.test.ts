import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "#app/domain/audit/record.ts";
import type { Actor, Ctx } from "#app/domain/ctx.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aHouseOfClients, everyHour, type HouseOfClients } from "./a-house-of-clients.ts";

let open: HouseOfClients;
let practice: TestPractice;

beforeAll(async () => {
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

const page = (cookie: string) => open.ask("/client/account/record-access", { cookie });
const as = (actor: Actor): Ctx => ({ ...practice.ctx, actor });

test("a client sees who opened their record and read in it, by name, and nobody else's", async () => {
  const [client, other] = [await open.aClientOf(practice), await open.aClientOf(practice)];
  expect((await page(client.cookie)).text).toContain("Nobody has opened it so far");
  await record(as(practice.own.actor), "client.viewed", { id: client.clientId });
  const shown = await page(client.cookie);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain("Tess Therapist");
  expect(shown.text).toContain("Opened your record");
  expect((await page(other.cookie)).text).toContain("Nobody has opened it so far");
});

test("their own readings, and jobs', are left out", async () => {
  const client = await open.aClientOf(practice);
  await record(as({ kind: "system", job: "letters" }), "client.viewed", { id: client.clientId });
  const { rows } = await open.sql.query<{ userId: string }>(
    'select user_id as "userId" from participants where client_id = $1',
    [client.clientId],
  );
  await record(as(aMember(practice.ctx.practiceId, { userId: rows[0]!.userId })), "client.viewed", {
    id: client.clientId,
  });
  expect((await page(client.cookie)).text).toContain("Nobody has opened it so far");
});

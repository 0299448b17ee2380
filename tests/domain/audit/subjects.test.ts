import { afterAll, beforeAll, expect, test } from "vitest";
import { tablesOfClients } from "#app/domain/audit/subjects.ts";
import { reactions } from "#app/domain/reactions.ts";
import { eventNames } from "#app/routes/office/audit/event-names.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test("whatever a client has and is not walled can be found behind an event", async () => {
  const { rows } = await house.database.pool.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity
      and exists (select from pg_attribute where attrelid = c.oid and attname = 'client_id')
      and exists (select from pg_attribute where attrelid = c.oid and attname = 'id')`);
  expect(rows.map(({ name }) => name).filter((name) => !tablesOfClients.some((one) => one === name))).toEqual(
    [],
  );
});

test("every event that can happen is called something in the log", () => {
  expect(Object.keys(reactions).filter((name) => !Object.hasOwn(eventNames, name))).toEqual([]);
});

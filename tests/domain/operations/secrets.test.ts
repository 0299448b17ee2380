import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linksKeys } from "#app/domain/operations/doctor/keys.ts";
import { secretLinks } from "#app/domain/operations/secret-links.ts";
import { wrappedKeys } from "#app/domain/operations/wrapped-keys.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { newId } from "#app/values/ids.ts";
import type { Ring } from "#app/values/ring.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const ring = (id: string): Ring => [{ id, key: randomBytes(32) }];

test("every column that names a ring's key is on the list of wrapped keys or on that of links", async () => {
  const { rows } = await house.database.pool.query<{ column: string }>(
    `select table_name || '.' || column_name as column from information_schema.columns
     where table_schema = 'public' and column_name ~ '(^|_)ring$' order by 1`,
  );
  const known = [...wrappedKeys, ...secretLinks].map(({ table, ring }) => `${table}.${ring}`);
  // The one a rotation turned to is history.
  expect(rows.map(({ column }) => column)).toEqual([...known, "rotations.ring"].sort());
});

test("a key of SESSION_SECRET that somebody took out is named, with what still needs it", async () => {
  const practice = await aPractice(house.house);
  const { userId, ctx } = practice;
  const add = (by: string) =>
    house.database.pool.query(
      "insert into unsubscribe_links (hash, practice_id, user_id, topic, ring, created_at) values ($1, $2, $3, $4, $5, now())",
      [randomBytes(32), ctx.practiceId, userId, newId(), by],
    );
  const other = openVault({ encryption: ring("test"), secrets: ring("new") });
  expect(await linksKeys({ ...house.house, vault: other })).toMatchObject({ state: "ok" });
  await add("old");
  expect(await linksKeys({ ...house.house, vault: other })).toEqual({
    state: "broken",
    says: "SESSION_SECRET lacks old (unsubscribe_links)",
  });
  const both = openVault({ encryption: ring("test"), secrets: [...ring("new"), ...ring("old")] as Ring });
  expect(await linksKeys({ ...house.house, vault: both })).toMatchObject({ state: "ok" });
});

import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { book } from "#app/domain/bookings/book.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { rotateKeys, rotationState } from "#app/domain/operations/rotate-keys.ts";
import { wrappedKeys } from "#app/domain/operations/wrapped-keys.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

const old = { id: "k1", key: randomBytes(32) };
const young = { id: "k2", key: randomBytes(32) };
const secrets = [{ id: "s", key: randomBytes(32) }] as [{ id: string; key: Buffer }];

let test0: TestHouse;
let practice: TestPractice;
let before: House;
let after: House;
let alone: House;

beforeEach(async () => {
  test0 = await aHouse();
  before = { ...test0.house, vault: openVault({ encryption: [old], secrets }) };
  after = { ...test0.house, vault: openVault({ encryption: [young, old], secrets }) };
  alone = { ...test0.house, vault: openVault({ encryption: [young], secrets }) };
  practice = await aPractice(before);
});
afterEach(() => test0.close());

const keysOf = async (ring: string) =>
  (await test0.database.pool.query("select count(*)::int as n from client_keys where ring = $1", [ring]))
    .rows[0].n;

async function notes(house: House, count: number, from = 0) {
  const made = [];
  for (let n = from; n < from + count; n += 1) {
    const startsAt = Date.parse("2027-02-04T09:00:00Z") + n * 30 * 60_000;
    const ctx = { ...house, practiceId: practice.ctx.practiceId };
    const booked = await book(ctx, practice.wish({ startsAt, note: `Word ${n}` }));
    if (!booked.ok) throw new Error(booked.refusal);
    const { rows } = await test0.database.pool.query<{ clientId: string }>(
      'select client_id as "clientId" from bookings where id = $1',
      [booked.value.id],
    );
    made.push({ booking: { id: booked.value.id, clientId: rows[0]!.clientId }, text: `Word ${n}` });
  }
  return made;
}

const reading = (house: House): Ctx => ({
  ...house,
  practiceId: practice.ctx.practiceId,
  actor: { kind: "system", job: "test" },
});

test("every column that holds a wrapped key is turned", async () => {
  const { rows } = await test0.database.pool.query<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' and column_name like '%wrapped'`);
  const known: { table: string; column: string }[] = wrappedKeys.map(({ table, wrapped }) => ({
    table,
    column: wrapped,
  }));
  expect(known).toEqual(expect.arrayContaining(rows));
  expect(rows).toHaveLength(known.length);
});

test("after a turn the old key can leave, and every word is read as before", async () => {
  const made = await notes(before, 5);
  const ended = await rotateKeys(after);
  expect(ended.endedAt).not.toBeNull();
  expect(await rotationState(after)).toMatchObject({ current: "k2", left: 0, idle: ["k1"], missing: [] });
  for (const { booking, text } of made) expect(await readWords(reading(alone), booking, "note")).toBe(text);
});

test("a key that is missing from the ring is named, and nothing is touched", async () => {
  await notes(before, 1);
  expect((await rotationState(alone)).missing).toMatchObject([{ ring: "k1", tables: ["client_keys"] }]);
  await expect(rotateKeys(alone)).rejects.toThrow(/k1 is missing/);
  expect(await keysOf("k1")).toBe(1);
});

test("writers who write meanwhile, with the old ring and the new, lose nothing; two turn at once", async () => {
  const first = await notes(before, 6);
  const other = connect(test0.url, { max: 1 });
  const [, , second, third] = await Promise.all([
    rotateKeys(after),
    rotateKeys({ ...after, db: other.db }),
    notes(before, 3, 6),
    notes(after, 3, 9),
  ]);
  await other.close();
  await rotateKeys(after);
  for (const { booking, text } of [...first, ...second, ...third])
    expect(await readWords(reading(alone), booking, "note")).toBe(text);
});

test("one that is killed in the middle goes on where it was", async () => {
  const made = await notes(before, 4);
  const byHand = (text: string, values: unknown[] = []) => test0.database.pool.query(text, values);
  const { ring, wrapped } = before.vault.newKey();
  await byHand("insert into practice_keys (practice_id, ring, wrapped) values ($1, $2, $3)", [
    practice.ctx.practiceId,
    ring,
    wrapped,
  ]);
  await byHand("create function die() returns trigger language plpgsql as $$ begin raise 'killed'; end $$");
  await byHand("create trigger die before update on practice_keys for each row execute function die()");
  await expect(rotateKeys(after)).rejects.toThrow();
  expect(await rotationState(after)).toMatchObject({ left: 1, newest: { wrapped: 4, endedAt: null } });
  for (const { booking, text } of made) expect(await readWords(reading(after), booking, "note")).toBe(text);

  await byHand("drop trigger die on practice_keys");
  expect(await rotateKeys(after)).toMatchObject({ wrapped: 5 });
  expect((await byHand("select count(*)::int as n from rotations")).rows).toEqual([{ n: 1 }]);
  expect(await rotationState(after)).toMatchObject({ left: 0, idle: ["k1"] });
});

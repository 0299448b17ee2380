import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { inventedWithin } from "#app/domain/clients/wipe.ts";
import { inventClients } from "#app/domain/setup/invent.ts";
import { wipeInvented } from "#app/domain/setup/wipe.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  const real = await book(practice.ctx, practice.wish({ note: "mine" }));
  if (!real.ok) throw new Error(real.refusal);
});
afterAll(() => house.close());

/** Tables that only ever grow: what happened is not unwritten. */
const logs = ["events", "unsealed_events", "migrations"];

async function everything(): Promise<Record<string, string>> {
  const { pool } = house.database;
  const { rows: tables } = await pool.query(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all($1)",
    [logs],
  );
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `select coalesce(string_agg(t::text, chr(10) order by t::text), '') as said from ${name} t`,
    );
    all[name] = rows[0].said;
  }
  return all;
}

test("six people across all stages are invented once, nobody is written to, and wiping leaves all else byte for byte", async () => {
  const before = await everything();
  const jobs = await house.waiting();
  const invented = await Promise.all([1, 2].map(() => inventClients(practice.own, practice.therapistId)));
  expect(invented).toContainEqual({ ok: true, value: { clients: 6 } });
  expect(invented).toContainEqual({ ok: false, refusal: "already_there" });
  expect((await inventedWithin(practice.own)).every(({ name }) => name.endsWith("(invented)"))).toBe(true);

  const { rows } = await house.database.pool.query(
    `select r.stage, count(distinct r.client_id)::int as people,
       count(b.id) filter (where a.starts_at > $1)::int as ahead, count(b.id) filter (where a.starts_at < $1)::int as past
     from care_relationships r join clients c on c.id = r.client_id and c.is_invented
       left join bookings b on b.client_id = r.client_id left join appointments a on a.id = b.appointment_id
     group by r.stage order by r.stage`,
    [house.clock.now],
  );
  expect(rows).toEqual([
    { stage: "discovery", people: 2, ahead: 1, past: 1 },
    { stage: "ended", people: 1, ahead: 0, past: 4 },
    { stage: "intake", people: 1, ahead: 1, past: 1 },
    { stage: "ongoing", people: 2, ahead: 3, past: 9 },
  ]);
  const addresses = await house.database.pool.query(
    "select 1 from participants p join clients c on c.id = p.client_id and c.is_invented where p.email is not null or p.user_id is not null",
  );
  expect(addresses.rows).toEqual([]);
  expect(await house.waiting()).toEqual(jobs);

  expect((await Promise.all([wipeInvented(practice.own), wipeInvented(practice.own)])).sort()).toEqual([
    0, 6,
  ]);
  expect(await everything()).toEqual(before);
});

test("a colleague neither sees nor wipes whom another invented", async () => {
  await inventClients(practice.own, practice.therapistId);
  const other = await aPractice(house.house);
  expect(await inventedWithin(other.own)).toEqual([]);
  expect(await wipeInvented(other.own)).toBe(0);
  expect(await inventClients(other.own, practice.therapistId)).toEqual({ ok: false, refusal: "not_theirs" });
  expect(await wipeInvented(practice.own)).toBe(6);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { record } from "#app/domain/audit/record.ts";
import { recordMany } from "#app/domain/audit/record-many.ts";
import { sealEvents } from "#app/domain/audit/seal.ts";
import { verifyChain } from "#app/domain/audit/verify.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;

beforeEach(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterEach(() => house.close());

const byHand = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;
const write = () => record(practice.ctx, "client.viewed", { id: newId() }, { b: 1, a: "two" });

test("every event gets one link, in one chain, and a second round has nothing to do", async () => {
  for (let n = 0; n < 5; n += 1) await write();
  const [{ n }] = (await byHand("select count(*)::int as n from events")) as [{ n: number }];
  expect(await sealEvents(house.house)).toBe(n);
  expect(await sealEvents(house.house)).toBe(0);
  expect(await verifyChain(house.house)).toMatchObject({ sealed: n, broken: null, slippedIn: 0, late: 0 });
  expect(await byHand("select * from unsealed_events")).toEqual([]);
});

test("a transaction that commits after later ones were sealed is sealed late, and not passed over", async () => {
  const late = await house.database.pool.connect();
  await late.query("begin");
  const early = newId();
  await late.query(
    "insert into events (id, practice_id, name, subject_id, actor, at) values ($1, $2, 'client.viewed', $1, 'visitor', now())",
    [early, practice.ctx.practiceId],
  );
  await write();
  await sealEvents(house.house);
  await late.query("commit");
  late.release();
  expect(await sealEvents(house.house)).toBe(1);
  expect(await byHand("select event_id from seals order by number desc limit 1")).toEqual([
    { event_id: early },
  ]);
  expect((await verifyChain(house.house)).broken).toBeNull();
});

test("several processes that seal at once make one chain", async () => {
  await recordMany(practice.ctx, "client.viewed", Array.from({ length: 4500 }, newId));
  const others = [1, 2, 3].map(() => connect(house.url, { max: 1 }));
  const writing = Array.from({ length: 20 }, write);
  await Promise.all([...others.map(({ db }) => sealEvents({ ...house.house, db })), ...writing]);
  await sealEvents(house.house);
  for (const other of others) await other.close();
  const [{ n }] = (await byHand("select count(*)::int as n from events")) as [{ n: number }];
  expect(await verifyChain(house.house)).toMatchObject({ sealed: n, broken: null, slippedIn: 0 });
});

test("a restored database goes on where the chain was, however low its transactions count", async () => {
  await sealEvents(house.house);
  const before = await verifyChain(house.house);
  // What a restore does: the rows as they were, in a database whose transaction ids have nothing to do with the old ones.
  const copy = await aHouse();
  try {
    for (const table of ["events", "seals"]) {
      const rows = await byHand(`select to_jsonb(t) as row from ${table} t`);
      for (const { row } of rows)
        await copy.database.pool.query(
          `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`,
          [JSON.stringify(row)],
        );
    }
    await copy.database.pool.query("delete from unsealed_events");
    expect(await verifyChain(copy.house)).toEqual(before);
    await record({ ...copy.house, practiceId: practice.ctx.practiceId }, "client.viewed", { id: newId() });
    expect(await sealEvents(copy.house)).toBe(1);
    expect(await verifyChain(copy.house)).toMatchObject({ sealed: before.sealed + 1, broken: null });
  } finally {
    await copy.close();
  }
});

test("events, seals and what waits for one are changed, deleted and emptied by nobody", async () => {
  await sealEvents(house.house);
  await write();
  for (const table of ["events", "seals", "unsealed_events"]) {
    await expect(byHand(`delete from ${table}`), table).rejects.toThrow(/appended only|waits for its seal/);
    await expect(byHand(`truncate ${table}`), table).rejects.toThrow(/appended only|waits for its seal/);
  }
  await expect(byHand("update events set actor = 'visitor'")).rejects.toThrow(/appended only/);
  await expect(byHand("update seals set hash = ''")).rejects.toThrow(/appended only/);
});

test.each([
  ["changed", "update events set actor = 'client:somebody-else' where id = $1"],
  ["changed", 'update events set detail = detail || \'{"words": "other"}\' where id = $1'],
  ["changed", "update events set at = at + interval '1 ms' where id = $1"],
  ["missing_event", "delete from events where id = $1"],
  ["missing_link", "delete from seals where event_id = $1"],
])("whoever switches the triggers off and tampers is named: %s", async (why, statement) => {
  for (let n = 0; n < 3; n += 1) await write();
  await sealEvents(house.house);
  const [{ id, number }] = (await byHand(
    "select event_id as id, number::int as number from seals order by number desc offset 1 limit 1",
  )) as [{ id: string; number: number }];
  for (const table of ["events", "seals"]) await byHand(`alter table ${table} disable trigger user`);
  await byHand(statement, [id]);
  const { broken } = await verifyChain(house.house);
  expect(broken).toMatchObject({ number, why });
});

test("an event that was slipped in with the trigger off is seen", async () => {
  await byHand("alter table events disable trigger user");
  await write();
  await byHand("alter table events enable trigger user");
  await sealEvents(house.house);
  expect(await verifyChain(house.house)).toMatchObject({ broken: null, slippedIn: 1 });
});

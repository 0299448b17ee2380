import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { connect, type Database } from "#app/db/client.server.ts";
import type { House, MemberCtx } from "#app/domain/ctx.ts";
import { erased } from "#app/domain/operations/doctor/erasures.ts";
import { eraseClient } from "#app/domain/operations/erase-client.ts";
import { listErasures, replayErasures, takeInErasures } from "#app/domain/operations/erasure-list.ts";
import { forgetClient } from "#app/domain/operations/forget-client.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { aLivedMonth, type LivedMonth, privateWords, quetzalBytes } from "#tests/support/a-lived-month.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { everywhere } from "#tests/support/everywhere.ts";
import { opened } from "#tests/support/opened.ts";

type Key = { client_id: string; practice_id: string; ring: string; wrapped: Buffer; created_at: Date };

const all = { ...privateWords, bytes: quetzalBytes };
const nothing = Object.fromEntries(Object.keys(all).map((field) => [field, null]));
/** What is the erased client's; why somebody else was referred on is not. */
const othersOnly = { ...nothing, why: privateWords.why };

let month: LivedMonth;
/** The data of a night, as it is backed up: every table but the clients' keys. And the keys of that night, apart. */
let dump: string;
let keysThen: Key[];

/** There is no pg_dump beside the npm Postgres: a copy of a database stands for its dump. Nobody may be in it meanwhile. */
async function copied(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1);
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await server.connect();
  for (let left = 1; left; await pause(20)) {
    const { rows } = await server.query("select from pg_stat_activity where datname = $1", [name]);
    left = rows.length;
  }
  await server.end();
  return (await freshDatabase({ template: name })).url;
}

function open(url: string): { house: House; database: Database } {
  const database = connect(url);
  return { database, house: { ...month.house, db: database.db, enqueue: async () => {} } };
}

async function on<T>(url: string, work: (opened: ReturnType<typeof open>) => Promise<T>): Promise<T> {
  const there = open(url);
  try {
    return await work(there);
  } finally {
    await there.database.close();
  }
}

/** The dump in a database of its own, with these keys. */
async function restored(keys: readonly Key[]) {
  const there = open(await copied(dump));
  onTestFinished(there.database.close);
  for (const key of keys)
    await there.database.pool.query("insert into client_keys values ($1, $2, $3, $4, $5)", [
      ...[key.client_id, key.practice_id, key.ring, key.wrapped, key.created_at],
    ]);
  return there;
}

const keysOf = async ({ database }: { database: Database }) =>
  (
    await database.pool.query<Key>(
      "select client_id, practice_id, ring, wrapped, created_at from client_keys order by 1",
    )
  ).rows;

const own = (house: House): MemberCtx => ({
  ...house,
  practiceId: month.own.practiceId,
  actor: month.own.actor,
});

beforeAll(async () => {
  month = await aLivedMonth();
  await month.till.queue.close();
  await month.till.database.close();
  dump = await copied(month.till.url);
  keysThen = await on(dump, async (there) => {
    await there.database.pool.query("update bookings set status = 'attended' where status = 'confirmed'");
    const keys = await keysOf(there);
    await there.database.pool.query("delete from client_keys");
    return keys;
  });
}, 120_000);

test("a dump that is restored without the clients' keys opens nothing, with another ring neither; with both, everything", async () => {
  const { house: without } = await restored([]);
  expect(await opened(month, without)).toEqual(nothing);
  expect(await erased(without)).toMatchObject({ state: "broken", says: /were the keys restored/ });

  const { house } = await restored(keysThen);
  const ring = [{ id: "test", key: randomBytes(32) }] as const;
  const vault = openVault({ encryption: [...ring], secrets: [...ring] });
  expect(await opened(month, { ...house, vault })).toEqual(nothing);
  expect(await opened(month, house)).toEqual(all);
  expect(await erased(house)).toMatchObject({ state: "ok" });
}, 60_000);

test("an erased client's words cannot be read from an older dump with the present keys, and the list forgets the rest before opening", async () => {
  const { client } = month;
  const wish = { clientId: client.clientId, typedName: client.name, reason: "They asked." };
  const { keysNow, list } = await on(month.till.url, async (there) => {
    await there.database.pool.query("update bookings set status = 'attended' where status = 'confirmed'");
    expect(await eraseClient(own(there.house), wish)).toMatchObject({ ok: true });
    return { keysNow: await keysOf(there), list: await listErasures(there.house) };
  });
  expect(list).toHaveLength(1);
  expect(list[0]).not.toContain(client.name);

  const { house, database } = await restored(keysNow);
  expect(await opened(month, house)).toEqual(othersOnly);
  expect(await takeInErasures(house, list)).toEqual({ added: 1, elsewhere: 0 });
  expect(await takeInErasures(house, [...list, ""])).toEqual({ added: 0, elsewhere: 0 });
  expect(await erased(house)).toMatchObject({ state: "broken", says: /selvage erasures replay/ });
  expect(await replayErasures(house)).toBe(1);
  expect(await replayErasures(house)).toBe(0);
  expect(await erased(house)).toEqual({ state: "ok", says: "one client on the list, all forgotten" });
  for (const name of [client.name, client.email])
    expect(
      (await everywhere(database.pool, name)).filter(({ where }) => !where.startsWith("papers.")),
    ).toEqual([]);

  // Even the keys of that night, brought back by mistake, are destroyed again.
  const { house: mistaken } = await restored(keysThen);
  expect(await opened(month, mistaken)).toEqual(all);
  await takeInErasures(mistaken, list);
  expect(await replayErasures(mistaken)).toBe(1);
  expect(await opened(month, mistaken)).toEqual(othersOnly);
}, 60_000);

test("a list that is not one takes nothing in, and says which line", async () => {
  const { house } = await restored([]);
  const [practiceId, id] = [month.own.practiceId, month.client.clientId];
  const good = JSON.stringify({
    id,
    practiceId,
    erasedId: id,
    erasedAt: house.now(),
    erasedBy: "x",
    rooms: [],
  });
  await expect(takeInErasures(house, [good, '{"id":"x"}'])).rejects.toThrow(/line 2/);
  expect(await listErasures(house)).toEqual([]);
  const elsewhere = good.replace(practiceId, id);
  expect(await takeInErasures(house, [elsewhere])).toEqual({ added: 0, elsewhere: 1 });
});

test("erasing that dies in the middle of forgetting leaves no key and nothing half forgotten, and goes on where it was", async () => {
  const { house, database } = await restored(keysThen);
  const { client } = month;
  await eraseClient(own(house), { clientId: client.clientId, typedName: client.name, reason: "They asked." });
  await database.pool.query(`create function die() returns trigger language plpgsql as
    $$ begin raise exception 'died here'; end $$`);
  await database.pool.query("create trigger dies before delete on goals for each row execute function die()");
  const subject = { practiceId: month.own.practiceId, subjectId: client.clientId, sequence: 0 };
  const asJob = { ...own(house), actor: { kind: "system", job: "forget_client" } as const };
  await expect(forgetClient(asJob, month.till.world, subject)).rejects.toThrow();
  expect(await opened(month, house)).toEqual(othersOnly);
  const named = async () =>
    (await database.pool.query("select name from clients where id = $1", [client.clientId])).rows[0].name;
  expect(await named()).toBe(client.name);
  expect((await erased(house)).state).toBe("broken");

  await database.pool.query("drop trigger dies on goals");
  await forgetClient(asJob, month.till.world, subject);
  await forgetClient(asJob, month.till.world, subject);
  expect(await named()).toBe("Erased");
  expect((await erased(house)).state).toBe("ok");
}, 60_000);

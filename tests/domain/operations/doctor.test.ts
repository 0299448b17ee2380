import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import type { House } from "#app/domain/ctx.ts";
import { role } from "#app/domain/operations/doctor/database.ts";
import { examine, type Finding } from "#app/domain/operations/doctor.ts";
import { seed } from "#app/domain/operations/seed.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { pendingMigrations } from "#app/migrate.server.ts";
import type { Ring } from "#app/values/ring.ts";
import { memoryStorage } from "#tests/domain/files/a-storage.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { openPostgres } from "../../../scripts/tasks/postgres.ts";

let seeded: TestHouse;
const storage = memoryStorage();

beforeAll(async () => {
  seeded = await aHouse({ now: new Date("2026-11-24T12:00:00Z") });
  await seed(seeded.house);
});

afterAll(() => seeded.close());

function look(house: Partial<House> = {}, missing?: string[]): Promise<Finding[]> {
  const pending = async () => missing ?? (await pendingMigrations(seeded.database.pool));
  return examine({ house: { ...seeded.house, ...house }, storage, pendingMigrations: pending });
}

function not(state: Finding["state"], findings: Finding[]): string[] {
  return findings.filter((finding) => finding.state !== state).map(({ check }) => check);
}

/** Break something in a transaction that never commits, and look from inside it. */
async function afterBreaking(...statements: string[]): Promise<Finding[]> {
  let seen: Finding[] = [];
  const undo = new Error("undo");
  const attempt = seeded.house.db.transaction(async (db) => {
    for (const statement of statements) await db.execute(statement);
    seen = await look({ db });
    throw undo;
  });
  await expect(attempt).rejects.toBe(undo);
  return seen;
}

test("a house that was just seeded is well", async () => {
  const findings = await look();

  expect(findings.filter(({ state }) => state === "broken")).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    "database",
    "role",
    "btree_gist",
    "migrations",
    "private words",
    "clients' keys",
    "erased clients",
    "links' keys",
    "wrapped keys",
    "the log",
    "files",
    "queue",
    "buried jobs",
    "letters",
    "books",
    "money under way",
    "sessions ahead",
    "crisis lines",
  ]);
});

const practice = "(select id from practices where slug = 'maren-holt')";
const delivery = (status: string, settled: string) =>
  `insert into deliveries (id, practice_id, key, letter, subject_id, recipient, status, settled_at)
   values (gen_random_uuid(), ${practice}, gen_random_uuid(), 'x', gen_random_uuid(), 'a@b.test', '${status}', '${settled}')`;

test.each([
  ["btree_gist", "drop extension btree_gist cascade"],
  ["private words", "alter table booking_words no force row level security"],
  ["private words", "alter table booking_words disable row level security"],
  ["private words", "drop policy message_drafts_are_their_writers on message_drafts"],
  ["erased clients", `delete from client_keys where practice_id = ${practice}`],
  [
    "erased clients",
    `with gone as (delete from client_keys where client_id = (select client_id from client_keys limit 1) returning client_id)
     update clients set name = 'Erased' from gone where id = client_id`,
  ],
  [
    "erased clients",
    `insert into erasures (id, practice_id, erased_id, erased_at, erased_by, rooms)
     select gen_random_uuid(), practice_id, id, now(), 'visitor', '{}' from clients limit 1`,
  ],
  ["the log", "alter table events disable trigger user; update events set actor = 'visitor'"],
  ["queue", "drop table pgboss.queue cascade"],
  ["buried jobs", "insert into pgboss.job (name, data) values ('letters_buried', '{}')"],
  ["letters", delivery("failed", "2026-11-23T12:00:00Z")],
  ["letters", delivery("unknown", "2026-11-18T12:00:00Z")],
  [
    "books",
    `insert into reconciliations (id, practice_id, at, ours, theirs, differing)
     values (gen_random_uuid(), ${practice}, now(), 0, 100, '{ch_1}')`,
  ],
  [
    "money under way",
    `insert into payments (id, practice_id, client_id, purpose, method, status, amount, currency, created_at, changed_at)
     select gen_random_uuid(), practice_id, id, 'owed', 'stripe', 'open', 100, 'EUR', '2026-11-18', '2026-11-18'
     from clients where practice_id = ${practice} limit 1`,
  ],
  [
    "sessions ahead",
    "update appointments set local_start = '2026-11-30T03:00' where id = (select id from appointments where starts_at > '2026-11-26' and occupies limit 1)",
  ],
])("%s is broken after: %s", async (check, statement) => {
  const before = not("ok", await look());

  expect(not("ok", await afterBreaking(statement)).filter((name) => !before.includes(name))).toEqual([check]);
});

test("letters lost longer than a week ago are past ringing", async () => {
  const findings = await afterBreaking(delivery("failed", "2026-11-10T12:00:00Z"));

  expect(findings.find(({ check }) => check === "letters")?.state).toBe("ok");
});

test("migrations that the database lacks are named", async () => {
  const findings = await look({}, ["0002_next"]);

  expect(findings.find(({ check }) => check === "migrations")).toEqual({
    check: "migrations",
    state: "broken",
    says: "Missing: 0002_next; run selvage migrate",
  });
});

const key = (id: string): Ring => [{ id, key: randomBytes(32) }];

test.each([
  ["by another name", "other"],
  ["by the same name", "test"],
])("other keys %s open nothing", async (_, id) => {
  const vault = openVault({ encryption: key(id), secrets: key(id) });
  const findings = await look({ vault });

  expect(findings.filter(({ state }) => state === "broken").map(({ check }) => check)).toEqual([
    "clients' keys",
    "links' keys",
    ...(id === "other" ? ["wrapped keys"] : []),
  ]);
});

test("crisis lines nobody compared for 180 days are a warning, not a fault", async () => {
  const findings = await look({ now: () => new Date("2028-01-01T00:00:00Z") });

  expect(findings.find(({ check }) => check === "crisis lines")?.state).toBe("warn");
});

test("files that cannot be laid down are named, with why", async () => {
  const full = { ...storage, check: () => Promise.reject(new Error("no space left on the disk")) };
  const house = seeded.house;
  const findings = await examine({ house, storage: full, pendingMigrations: async () => [] });
  expect(findings.find(({ check }) => check === "files")).toMatchObject({ state: "broken" });
  expect(findings.find(({ check }) => check === "files")?.says).toContain("no space left on the disk");
});

test("where Postgres does not answer, that is all there is to say", async () => {
  const nowhere = connect("postgres://selvage:selvage@127.0.0.1:1/selvage");
  onTestFinished(nowhere.close);
  const findings = await look({ db: nowhere.db });

  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ check: "database", state: "broken" });
  expect(findings[0]?.says).toMatch(/^Could not look: nothing listens at that address/);
});

test("a role that could look over the walls is refused", async () => {
  const postgres = await openPostgres({
    dataDir: ".data/test-postgres",
    createDatabases: true,
    durable: false,
  });
  onTestFinished(postgres.stop);
  const admin = connect(postgres.adminUrl);
  onTestFinished(admin.close);
  expect(await role({ ...seeded.house, db: admin.db })).toMatchObject({ state: "broken" });

  const undo = new Error("undo");
  const attempt = admin.db.transaction(async (db) => {
    await db.execute("create role selvage_test_over_walls bypassrls");
    await db.execute("set local role selvage_test_over_walls");
    expect(await role({ ...seeded.house, db })).toMatchObject({
      state: "broken",
      says: expect.stringContaining("NOBYPASSRLS"),
    });
    throw undo;
  });
  await expect(attempt).rejects.toBe(undo);
});

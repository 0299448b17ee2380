import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, type Ctx, inTransaction, moving, privately } from "#app/domain/ctx.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aFullDrawer } from "./a-full-drawer.ts";
import { strangers } from "./strangers.ts";

// Row-level security alone, over the whole of a record. No check of the application is asked: every table is read, changed
// and emptied without a condition, by hands that Postgres alone tells apart.

let house: TestHouse;
let drawer: Awaited<ReturnType<typeof aFullDrawer>>;
let outside: Record<string, Actor>;
beforeAll(async () => {
  house = await aHouse();
  drawer = await aFullDrawer(house);
  outside = await strangers(drawer.practice);
}, 60_000);
afterAll(() => house.close());

const byHand = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);

/** What lies in the drawer, by table, and how much of it each hand reads; what is not named is nothing. */
const all = {
  messages: 3,
  message_drafts: 2,
  file_words: 3,
  form_answers: 8,
  form_reviews: 2,
  note_words: 3,
  note_amendments: 1,
  goals: 1,
  glass_reasons: 1,
  booking_words: 2,
  care_words: 1,
};
type Table = keyof typeof all;
const tables = Object.keys(all) as Table[];

type Expected = Partial<Record<Table, number>>;
const clinical = { ...all, message_drafts: 0, file_words: 2, note_words: 1 };
const reads: Record<string, Expected> = {
  therapist: { ...all, message_drafts: 1, file_words: 2 },
  supervisor: { note_words: 1, note_amendments: 1, goals: 1 },
  "clinical lead": clinical,
  "owner with broken glass": clinical,
  self: { messages: 2, message_drafts: 1, file_words: 2, form_answers: 4, booking_words: 2 },
  partner: { messages: 3, file_words: 2, form_answers: 4, booking_words: 1 },
  house: { messages: 3, file_words: 3, form_answers: 8, booking_words: 2, care_words: 1 },
};

const read = (table: Table) => `select from ${table}`;
const change = (table: Table) => `update ${table} set practice_id = practice_id`;
const empty = (table: Table) => `delete from ${table}`;

class Undone extends Error {}

/** How many rows of each table a statement reaches by a hand in the drawer, and undo it; `null` is the mover's hand. */
async function reached(actor: Actor | null, statement: (table: Table) => string, among: readonly Table[]) {
  const ctx: Ctx = { ...drawer.practice.ctx, ...(actor && { actor }) };
  const counts: Record<string, number> = {};
  const open = actor ? privately<Ctx, void> : moving<Ctx, void>;
  for (const table of among)
    await inTransaction(ctx, (ctx) =>
      open(ctx, drawer.clientId, async (ctx) => {
        counts[table] = (await ctx.db.execute(sql.raw(statement(table)))).rowCount ?? 0;
        throw new Undone();
      }),
    ).catch((error: unknown) => {
      if (error instanceof Undone) return;
      if (!/what was signed stays/.test(String((error as Error).cause))) throw error;
      counts[table] = Number.NaN; // It reached a row, and only what guards signed words held it back.
    });
  return counts;
}

/** Everything that is not as it should be with these tables, in words. Nothing is, while every wall stands. */
async function faults(among: readonly Table[]): Promise<string[]> {
  const found: string[] = [];
  const look = async (who: string, actor: Actor | null, statement: typeof read, expected: Expected) => {
    const counts = await reached(actor, statement, among);
    for (const table of among)
      if (counts[table] !== (expected[table] ?? 0))
        found.push(`${who}: ${statement(table)}: ${counts[table]}, not ${expected[table] ?? 0}`);
  };
  for (const [who, actor] of Object.entries(outside)) await look(who, actor, read, {});
  for (const [who, actor] of Object.entries(drawer.hands)) await look(who, actor, read, reads[who] ?? {});
  for (const statement of [read, change, empty]) await look("the mover", null, statement, all);
  const glass = drawer.hands["owner with broken glass"] ?? null;
  for (const statement of [change, empty]) await look("owner with broken glass", glass, statement, {});
  return found;
}

test("eleven strangers who claim every role read nothing, and each hand reads what is theirs to read", async () => {
  expect(Object.keys(outside)).toHaveLength(11);
  expect(await faults(tables)).toEqual([]);
});

test("every table that stands behind the wall is among those that are tried", async () => {
  const { rows } = await byHand(
    `select relname from pg_class where relrowsecurity and relforcerowsecurity and relnamespace = 'public'::regnamespace`,
  );
  expect(rows.map(({ relname }) => relname).sort()).toEqual(tables.toSorted());
});

test("without the wall of any one table strangers read, and it is seen", async () => {
  for (const table of tables) {
    await byHand(`alter table ${table} disable row level security`);
    expect(await faults([table]), table).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^a visitor: select from ${table}`))]),
    );
    await byHand(`alter table ${table} enable row level security`);
  }
  expect(await faults(tables)).toEqual([]);
}, 120_000);

type Policy = { name: string; table: Table; cmd: string; qual: string | null; check: string | null };

async function policies(): Promise<Policy[]> {
  const { rows } = await byHand(
    `select policyname as name, tablename as table, cmd, qual, with_check as check from pg_policies
     where schemaname = 'public' order by tablename, policyname`,
  );
  return rows;
}

function raise({ name, table, cmd, qual, check }: Policy): string {
  const using = qual ? ` using (${qual})` : "";
  return `create policy ${name} on ${table} for ${cmd}${using}${check ? ` with check (${check})` : ""}`;
}

test("each policy dropped once is missed, and each one that reads, thrown open to everybody, lets strangers in", async () => {
  const unseen: string[] = [];
  for (const policy of await policies()) {
    const { name, table, cmd } = policy;
    await byHand(`drop policy ${name} on ${table}`);
    // What only lets somebody write is missed by whoever fills another drawer.
    const isMissed =
      cmd === "INSERT"
        ? await aFullDrawer(house).then(
            () => false,
            () => true,
          )
        : (await faults([table])).length > 0;
    if (!isMissed) unseen.push(`${name}, dropped`);
    if (cmd === "SELECT" || cmd === "ALL") {
      await byHand(raise({ ...policy, qual: "true", check: null }));
      if (!(await faults([table])).some((fault) => fault.startsWith("a visitor")))
        unseen.push(`${name}, open`);
      await byHand(`drop policy ${name} on ${table}`);
    }
    await byHand(raise(policy));
  }
  expect(unseen).toEqual([]);
  expect(await faults(tables)).toEqual([]);
}, 300_000);

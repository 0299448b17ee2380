import { afterAll, beforeAll, expect, test } from "vitest";
import { bodies } from "./bodies.ts";
import { aCast, type Cast } from "./cast.ts";
import { aRecord } from "./records.ts";
import { addressOf, everybody, expected, guarded, heard, sideNames } from "./table.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await aCast();
}, 120_000);
afterAll(() => cast.close());

const changed = guarded.filter(({ change, file }) => change && bodies[file] !== null);

for (const line of changed) {
  test(`${line.path}: only who the table names changes anything`, async () => {
    const wrong: string[] = [];
    const body = bodies[line.file];
    if (!body) throw new Error(`Nobody can try ${line.file}: tests/permissions/bodies.ts has no form for it`);
    for (const sideName of line.of ? sideNames : (["own"] as const)) {
      const side = cast.sides[sideName];
      for (const who of everybody) {
        const should = expected(line, "change", who, sideName);
        const named = await aRecord(cast, line, side, "change");
        const form = new URLSearchParams(await body({ named, cast, side, who }));
        const before = await snapshot();
        const answer = await cast.send(who, addressOf(cast, line, side, named, who), form);
        await answer.body?.cancel();
        const hasChanged = (await snapshot()) !== before;
        if (heard(answer) !== should)
          wrong.push(`${who}, ${sideName}: ${heard(answer)} (${answer.status}) instead of ${should}`);
        if (hasChanged !== (should === "granted"))
          wrong.push(`${who}, ${sideName}: the database was ${hasChanged ? "" : "not "}changed`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
}

/** Tables in which anybody's visit leaves a trace of itself. */
const traces = ["rate_limits", "passkey_challenges", "migrations"];

let everything: string | null = null;

/**
 * What the database holds, in so few letters that two of them can be compared; the order of rows does not count. What is
 * walled is looked at too: whoever owns a table may look over its wall while it is not forced, and it is only for this look.
 */
async function snapshot(): Promise<string> {
  everything ??= await sums();
  const client = await cast.sql.connect();
  try {
    await client.query("begin");
    await client.query(lowered);
    const { rows } = await client.query({ text: everything, rowMode: "array" });
    return JSON.stringify(rows);
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const lowered = `do $$ declare walled regclass; begin
  for walled in select oid::regclass from pg_class where relforcerowsecurity loop
    execute format('alter table %s no force row level security', walled);
  end loop; end $$`;

/** One question for the sum of every table's rows. */
async function sums(): Promise<string> {
  const { rows: tables } = await cast.sql.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> all($1)",
    [traces],
  );
  const parts = tables.map(({ name }) => {
    // When somebody was last here is no change.
    const row = name === "sessions" ? "(t.id, t.ended_at, t.proven_at)::text" : "t::text";
    return `(select sum(hashtextextended(${row}, 0)::numeric)::text from ${name} t)`;
  });
  return `select ${parts.join(", ")}`;
}

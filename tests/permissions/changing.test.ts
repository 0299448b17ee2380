import { afterAll, beforeAll, expect, test } from "vitest";
import { bodies } from "./bodies.ts";
import { aCast, type Cast } from "./cast.ts";
import { aRecord } from "./records.ts";
import { addressOf, everybody, expected, guarded, heard, sideNames } from "./table.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await aCast();
  await watchEverything();
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
        const before = await changesSeen();
        const answer = await cast.send(who, addressOf(cast, line, side, named, who), form);
        await answer.body?.cancel();
        const hasChanged = (await changesSeen()) !== before;
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

/**
 * Let every table say when a row of it came, went or became another: behind walls too, and only what was committed. When
 * somebody was last here is no change.
 */
async function watchEverything(): Promise<void> {
  const { rows: tables } = await cast.sql.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> all($1)",
    [traces],
  );
  await cast.sql.query("create table changes_seen (at bigint generated always as identity)");
  await cast.sql.query(`create function see_change() returns trigger language plpgsql as $$
    begin insert into changes_seen default values; return null; end $$`);
  for (const { name } of tables) {
    const seen = (row: string) =>
      name === "sessions" ? `(${row}.id, ${row}.ended_at, ${row}.proven_at)` : `${row}.*`;
    await cast.sql.query(`
      create trigger zz_came_or_went after insert or delete on ${name} for each row execute function see_change();
      create trigger zz_became_another after update on ${name} for each row
        when (${seen("old")} is distinct from ${seen("new")}) execute function see_change()`);
  }
}

/** How much has changed so far. */
async function changesSeen(): Promise<string> {
  const { rows } = await cast.sql.query<{ count: string }>("select count(*) from changes_seen");
  return rows[0]!.count;
}

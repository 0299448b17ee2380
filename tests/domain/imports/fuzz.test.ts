import { afterAll, beforeAll, expect, test } from "vitest";
import { bringList } from "#app/domain/imports/bring.ts";
import { carryOut } from "#app/domain/imports/carry-out.ts";
import { confirmImport } from "#app/domain/imports/confirm.ts";
import { layOut } from "#app/domain/imports/lay-out.ts";
import { importWithin, rowsOf } from "#app/domain/imports/queries.ts";
import { rowInWords, unreadInWords } from "#app/routes/office/imports/in-words.ts";
import { theirs } from "#tests/domain/clients/a-group.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { takenBack } from "./a-list.ts";
import { wholeOf } from "./whole.ts";

const files = process.env.LONG ? 1_000 : 40;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  console.info(`malformed lists: SEED=${seed}`);
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const random = randomFrom(seed);
const upTo = (most: number) => Math.floor(random() * most);
function one<T>(of: readonly T[]): T {
  return of[upTo(of.length)]!;
}

const strange = [
  "",
  '"',
  '""',
  '"a\nb"',
  "=cmd|' /C calc'!A0",
  "@SUM(1)",
  "\t",
  "\0",
  "\u202Egnihton",
  "😀",
  "\uFFFD",
  "a,b",
  "'; drop table clients; --",
  "x".repeat(200),
  "-",
  "1899-12-31",
  "99/99/9999",
  "minor",
  "a@b",
  "<script>alert(1)</script>",
];

/** A list somebody's program made wrong: cells, rows, quotation marks, bytes and encodings at random. */
function aMalformedFile(): Uint8Array {
  const delimiter = one([",", ";", "\t"]);
  const cell = () => (random() < 0.35 ? one(strange) : `word ${upTo(50)}`);
  const person = () => [cell(), `p${upTo(40)}@example.test`, cell(), cell(), cell(), cell()];
  const rows = Array.from({ length: upTo(12) }, () =>
    person().slice(0, random() < 0.2 ? upTo(6) : 6 + upTo(2)),
  );
  const headings = random() < 0.8 ? [["name", "email", "phone", "status", "tags", "since"]] : [];
  const ending = one(["\n", "\r\n", "\r"]);
  const text = [...headings, ...rows].map((cells) => cells.join(delimiter)).join(ending);
  const encoded = one([
    () => Buffer.from(text, "utf8"),
    () => Buffer.from(`\uFEFF${text}`, "utf16le"),
    () => Buffer.from(text, "latin1"),
    () => Buffer.from(text.replaceAll("\0", ""), "utf8"),
    () => Buffer.from(text.replaceAll(/["\0]/g, ""), "latin1"),
    () => (random() < 0.2 ? Buffer.from(`\uFEFF${text}`, "utf16le").subarray(1) : Buffer.from(text)),
  ])();
  for (let broken = upTo(3); broken > 0 && encoded.length > 0; broken -= 1)
    encoded[upTo(encoded.length)] = upTo(256);
  return new Uint8Array(encoded.subarray(0, random() < 0.2 ? upTo(encoded.length) : encoded.length));
}

test(`${files} malformed lists: each told why or row by row, nothing half in, and gone without a trace`, async () => {
  const before = await wholeOf(house.database.pool);
  const outcomes = { unread: 0, unnamed: 0, sorted: 0, rows: 0, malformed: 0 };
  for (let n = 0; n < files; n += 1) {
    const file = { therapistId: practice.therapistId, fileName: "x.csv", bytes: aMalformedFile() };
    const brought = await theirs(bringList(practice.own, file));
    if (!brought.ok) {
      expect(unreadInWords(brought)).toMatch(/\.$/);
      outcomes.unread += 1;
      continue;
    }
    const { id } = brought.value;
    const { mapping } = (await importWithin(practice.own, id))!;
    const reason = "other";
    const layout = {
      mapping,
      stage: "ongoing",
      reason,
      welcomes: false,
      firstIsPerson: random() < 0.2,
    } as const;
    const laid = await theirs(layOut(practice.own, id, layout));
    if (!laid.ok) {
      expect(laid.refusal).toBe("no_name");
      outcomes.unnamed += 1;
      continue;
    }
    const { rowCount, newCount, matchedCount, malformedCount } = (await importWithin(practice.own, id))!;
    const rows = await rowsOf(practice.own, id, { show: "all", limit: 1_000 });
    expect(rows).toHaveLength(rowCount);
    expect(newCount + matchedCount + malformedCount).toBe(rowCount);
    for (const { outcome, problems } of rows) {
      if (outcome === "malformed") expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) expect(rowInWords(problem)).not.toBe("This row can’t be taken.");
    }
    await confirmImport(practice.own, id);
    await carryOut(practice.ctx, id);
    const { rows: made } = await house.database.pool.query("select count(*)::int as n from clients");
    expect(made[0].n).toBe(newCount);
    if (n % 20 === 0) expect(await findBroken(house.database.pool)).toEqual([]);
    await takenBack(practice.own, id);
    outcomes.sorted += 1;
    outcomes.rows += rowCount;
    outcomes.malformed += malformedCount;
  }
  console.info(JSON.stringify(outcomes));
  expect(await wholeOf(house.database.pool)).toEqual(before);
}, 300_000);

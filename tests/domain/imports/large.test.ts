import { afterAll, beforeAll, expect, test } from "vitest";
import { carryOut } from "#app/domain/imports/carry-out.ts";
import { confirmImport } from "#app/domain/imports/confirm.ts";
import { importWithin } from "#app/domain/imports/queries.ts";
import { foreseeUndo } from "#app/domain/imports/undo.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { theirs } from "#tests/domain/clients/a-group.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { laidOut, takenBack } from "./a-list.ts";
import { wholeOf } from "./whole.ts";

const sizes = process.env.LONG ? [1, 1_000, 50_000] : [1, 1_000];

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const spent: Record<string, number> = {};
async function timed<T>(what: string, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const done = await work;
  spent[what] = Math.round(performance.now() - started);
  if (process.env.LONG) console.info(what, spent[what]);
  return done;
}

test.each(sizes)(
  "%i rows come in whole, keep every promise of the house, and go again without a trace",
  async (size) => {
    const rows = Array.from(
      { length: size },
      (_, n) =>
        `Name ${n},Person ${n},person-${n}@example.test,+351 912 ${n},${n % 5 ? "active" : "inactive"},"Tuesdays, ${n % 7}",2020-01-0${1 + (n % 9)}`,
    );
    const text = `first name,last name,email,phone,status,tags,since\n${rows.join("\n")}\n`;
    const before = await wholeOf(house.database.pool);
    const memory = process.memoryUsage().rss;
    const id = await timed("read and sort out", laidOut(practice.own, practice.therapistId, text));
    await granted(theirs(confirmImport(practice.own, id)));
    await timed("carry out", carryOut(practice.ctx, id));
    const { rows: made } = await house.database.pool.query(
      "select count(*)::int as made from clients where practice_id = $1",
      [practice.ctx.practiceId],
    );
    expect(made).toEqual([{ made: size }]);
    expect(await timed("invariants", findBroken(house.database.pool))).toEqual([]);
    house.clock.advance(3_600_000);
    const found = (await importWithin(practice.own, id))!;
    expect(await timed("foresee undo", foreseeUndo(practice.own, found))).toMatchObject({
      goes: size,
      stays: [],
    });
    await timed("undo", takenBack(practice.own, id));
    expect(await wholeOf(house.database.pool)).toEqual(before);
    const grown = Math.round((process.memoryUsage().rss - memory) / 1_048_576);
    console.info(
      `${size} rows (${text.length} bytes), ms: ${JSON.stringify(spent)}, ${grown} MB more in use`,
    );
  },
  900_000,
);

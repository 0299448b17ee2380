import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { addClient } from "#app/domain/clients/add.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { carryOut } from "#app/domain/imports/carry-out.ts";
import { confirmImport } from "#app/domain/imports/confirm.ts";
import { askUndo, takeImportBack } from "#app/domain/imports/undo.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { laidOut } from "./a-list.ts";
import { wholeOf } from "./whole.ts";

/** Every statement in the long run; on every run each fourth, beginning at another one each time. */
const stride = process.env.LONG ? 1 : 4;
const first = process.env.LONG ? 1 : 1 + (Date.now() % stride);

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  const people = [{ name: "Here Before", email: "here@example.test", role: "self" as const }];
  await addClient(practice.ctx, { kind: "individual", name: "Here Before", people });
});
afterAll(() => house.close());

/** Do something on a connection that is cut after its n-th statement. Gives how many there were. */
async function cutAfter(nth: number, work: (ctx: Ctx) => Promise<void>): Promise<number> {
  const { db, pool, close } = connect(house.url, { max: 1 });
  let statements = 0;
  pool.on("connect", (client) => {
    client.on("error", () => {});
    const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>;
    client.query = (async (...asked: unknown[]) => {
      const answer = await query(...asked);
      statements += 1;
      if (statements !== nth) return answer;
      const { processID } = client as unknown as { processID: number };
      await house.database.pool.query("select pg_terminate_backend($1)", [processID]);
      throw new Error("The connection was cut");
    }) as typeof client.query;
  });
  await work({ ...practice.ctx, db }).catch(() => {});
  void close(); // Not waited for: a connection cut at its BEGIN is never given back.
  return statements;
}

async function statusOf(id: string): Promise<string> {
  const { rows } = await house.database.pool.query("select status from imports where id = $1", [id]);
  return rows[0].status;
}

test("cut off after any of its statements, an import and its undo happened whole or not at all", async () => {
  const before = await wholeOf(house.database.pool);
  const id = await laidOut(
    practice.own,
    practice.therapistId,
    "name,email,status\nOne,one@example.test,active\nTwo,two@example.test,closed\nThree,,\nX,here@example.test,\n=bad,,\n",
    { welcomes: true },
  );
  await confirmImport(practice.own, id);
  const met = new Set<string>();
  for (let nth = first; (await statusOf(id)) === "running"; nth += stride) {
    await cutAfter(nth, (ctx) => carryOut(ctx, id));
    const status = await statusOf(id);
    met.add(status);
    if (status === "running") expect(await wholeOf(house.database.pool)).toEqual(before);
    expect(nth).toBeLessThan(60);
  }
  expect(met).toEqual(new Set(["running", "done"]));
  expect(await findBroken(house.database.pool)).toEqual([]);
  const brought = await wholeOf(house.database.pool);
  await cutAfter(1_000, (ctx) => carryOut(ctx, id));
  expect(await wholeOf(house.database.pool), "done twice is done once").toEqual(brought);

  await askUndo(practice.own, id);
  for (let nth = first; (await statusOf(id)) === "undoing"; nth += stride) {
    await cutAfter(nth, (ctx) => takeImportBack(ctx, id));
    if ((await statusOf(id)) === "undoing") expect(await wholeOf(house.database.pool)).toEqual(brought);
    expect(nth).toBeLessThan(60);
  }
  expect(await wholeOf(house.database.pool)).toEqual(before);
}, 120_000);

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Database } from "#app/db/client.server.ts";
import { freshDatabase } from "#tests/support/database.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.url, { max: 1 });
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

/** Cut the line of whoever takes a connection next, the moment it is taken. */
function cutTheNext(): void {
  database.pool.once("acquire", (client) => {
    (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
  });
}

const one = async () => (await database.db.execute<{ n: number }>(sql`select 1 as n`)).rows;

test("a connection that dies as a transaction begins is replaced, and not lost to the pool", async () => {
  for (let times = 0; times < 3; times += 1) {
    await one();
    cutTheNext();
    await expect(database.db.transaction(async () => "never")).rejects.toThrow();
    expect(await one()).toEqual([{ n: 1 }]);
    expect(await database.db.transaction(async () => "done")).toBe("done");
  }
  expect(database.pool.totalCount).toBe(1);
});

test("one that dies in the middle of a transaction is replaced too", async () => {
  const dying = database.db.transaction(async (tx) => {
    const [{ pid }] = (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows as [
      { pid: number },
    ];
    const other = connect(fresh.url, { max: 1 });
    await other.db.execute(sql`select pg_terminate_backend(${pid})`);
    await other.close();
    await tx.execute(sql`select 1`);
  });
  await expect(dying).rejects.toThrow();
  expect(await one()).toEqual([{ n: 1 }]);
});

test("what is refused inside a transaction gives the connection back", async () => {
  const refused = database.db.transaction(async (tx) => {
    await tx.execute(sql`select * from nothing_of_that_name`);
  });
  await expect(refused).rejects.toThrow();
  expect(await one()).toEqual([{ n: 1 }]);
});

test("what is asked often is planned once, answers by its values, and a text that never comes back is not remembered", async () => {
  const sum = async (a: number, b: number) =>
    (await database.db.execute<{ n: number }>(sql`select ${a}::int + ${b}::int as n`)).rows[0]?.n;
  for (let n = 0; n < 10; n += 1) expect(await sum(n, n)).toBe(2 * n);
  await database.db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select ${1}::int + ${2}::int as n`);
    expect(rows).toEqual([{ n: 3 }]);
  });
  await one();
  const { rows } = await database.pool.query<{ statement: string }>(
    "select statement from pg_prepared_statements",
  );
  expect(rows.map(({ statement }) => statement)).toEqual(["select $1::int + $2::int as n"]);
});

test("no more than three hundred statements are remembered, however many come back", async () => {
  for (let text = 0; text < 320; text += 1)
    for (let times = 0; times < 4; times += 1)
      await database.db.execute(sql`select ${1}::int as ${sql.identifier(`n${text}`)}`);
  const { rows } = await database.pool.query("select count(*)::int as count from pg_prepared_statements");
  expect(rows).toEqual([{ count: 300 }]);
});

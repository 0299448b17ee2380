import { setTimeout as pause } from "node:timers/promises";
import { connect, type Db } from "#app/db/client.server.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aCounter, type Counter, tapPostgres } from "./tap.ts";

/**
 * Do something in a process that dies after its n-th statement: a tap stands between it and Postgres and goes deaf then.
 * `work` may count what else passes between it and the world. Says how many there were, once Postgres has done what it was
 * handed.
 */
export async function dyingAt(
  { url, database }: TestHouse,
  n: number,
  work: (db: Db, counter: Counter) => Promise<unknown>,
): Promise<number> {
  const tap = await tapPostgres(url);
  const through = new URL(url);
  through.port = String(tap.port);
  through.searchParams.set("application_name", "dying");
  const { db, pool, close } = connect(through.href, { max: 1 });
  pool.on("connect", (client) => client.on("error", () => {})); // Half of them are killed; that is the point.
  const counter = aCounter(n);
  tap.counter = counter;
  const done = work(db, counter).catch(() => {});
  await Promise.race([done, counter.reached]);
  await tap.close();
  await done;
  await close().catch(() => {});
  for (;;) {
    const { rowCount } = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and application_name = 'dying'",
    );
    if (rowCount === 0) return counter.points.length;
    await pause(2);
  }
}

/** Which of so many statements to die at: every one in the long run, every so many on each run, and the last two. */
export function pointsOf(count: number, step: number): number[] {
  const every = Array.from({ length: count }, (_, n) => n + 1);
  return process.env.LONG ? every : every.filter((n) => n % step === 0 || n > count - 2);
}

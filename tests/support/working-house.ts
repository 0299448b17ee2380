import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { House } from "#app/domain/ctx.ts";
import { perform } from "#app/perform.ts";
import type { Wish as Work } from "#app/queue/queue.ts";
import type { World } from "#app/world.ts";
import { aHouse, type TestHouse } from "./house.ts";

/** `skips`: work that is never done, where nobody looks at it. */
type Wishes = { now?: Date | undefined; skips?: RegExp | undefined };

export type WorkingHouse = Awaited<ReturnType<typeof aWorkingHouse>>;

/** A house whose jobs lie still until `work` does those that are due by its own clock, in the order they came. */
export async function aWorkingHouse({ now, skips }: Wishes = {}) {
  const test = await aHouse(now ? { now } : {});
  await test.database.pool.query(
    "create table still_work (id uuid primary key, work jsonb not null, due timestamptz not null, made bigserial)",
  );
  const house: House = {
    ...test.house,
    async enqueue(db, lane, work) {
      await test.house.enqueue(db, lane, work);
      for (const { waits = 0, ...one } of work) {
        if (skips?.test(one.job)) continue;
        const due = new Date(test.clock.now.getTime() + waits * 1000).toISOString();
        await db.execute(
          sql`insert into still_work (id, work, due) values (${randomUUID()}, ${JSON.stringify(one)}::jsonb, ${due}::timestamptz)`,
        );
      }
    },
  };
  return {
    ...test,
    house,
    /** Do the jobs that are due by the clock, and those they cause. One that fails waits for the next time; gives their names. */
    work: (world: World, of: House = house) => work(test, of, world),
    async rows<T extends object>(query: string, ...values: unknown[]): Promise<T[]> {
      return (await test.database.pool.query(query, values)).rows as T[];
    },
  };
}

async function work({ database, clock }: TestHouse, house: House, world: World): Promise<string[]> {
  const done: string[] = [];
  const failed = new Set<string>();
  for (;;) {
    const { rows } = await database.pool.query<{ id: string; work: Work }>(
      "select id, work from still_work where due <= $1 and not (id = any($2::uuid[])) order by due, made limit 1",
      [clock.now, [...failed]],
    );
    const [next] = rows;
    if (!next) return done;
    try {
      await perform(house, world, next.work);
      await database.pool.query("delete from still_work where id = $1", [next.id]);
      done.push(next.work.job);
    } catch (error) {
      failed.add(next.id);
      done.push(`${next.work.job} failed: ${error instanceof Error ? error.message : error}`);
    }
  }
}

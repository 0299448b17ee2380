import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { House } from "#app/domain/ctx.ts";
import { lanes } from "#app/domain/lanes.ts";
import { buried } from "#app/queue/queue.ts";

type LaneCounts = { lane: string; queued: number; active: number; buried: number };

/** How much waits, runs and lies buried on each lane, counted now. */
export async function laneCounts(house: House): Promise<LaneCounts[]> {
  const { rows } = await house.db.execute<{ name: string; queued: number; active: number }>(sql`
    select name, (count(*) filter (where state < 'active'))::int as queued,
      (count(*) filter (where state = 'active'))::int as active
    from pgboss.job where state < 'completed' group by name`);
  const found = (name: string) => rows.find((row) => row.name === name) ?? { queued: 0, active: 0 };
  return lanes.map((lane) => {
    const { queued, active } = found(lane);
    return { lane, queued, active, buried: found(buried(lane)).queued };
  });
}

/** A job that failed until nobody's patience was left. `subjectId` is the row it is about. */
type BuriedJob = {
  id: string;
  lane: string;
  job: string;
  subjectId: string;
  why: string;
  diedAt: Date;
};

/** The buried jobs, the longest dead first; at most `limit` of each lane. */
export async function buriedJobs(house: House, limit = 100): Promise<BuriedJob[]> {
  const found = await Promise.all(lanes.map((lane) => buriedOn(house, lane, limit)));
  return found.flat().sort((a, b) => a.diedAt.getTime() - b.diedAt.getTime());
}

async function buriedOn(house: House, lane: string, limit: number): Promise<BuriedJob[]> {
  const { rows } = await house.db.execute<Omit<BuriedJob, "lane" | "diedAt"> & { died_at: string }>(sql`
    select id, coalesce(data->>'job', 'unknown') as job, coalesce(data->>'subjectId', '') as "subjectId",
      coalesce(source_output->>'why', source_output->>'message', 'It left no word why') as why,
      to_char(created_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as died_at
    from pgboss.job where name = ${buried(lane)} and state < 'active' order by created_on, id limit ${limit}`);
  return rows.map(({ died_at, ...row }) => ({
    ...row,
    why: withoutParameters(row.why),
    lane,
    diedAt: new Date(died_at),
  }));
}

/** A database error quotes the values it failed on, which may be somebody's words: one line, and none of those. */
function withoutParameters(why: string): string {
  return (why.split(/\n|params:/)[0] ?? "").trim().slice(0, 200);
}

/** Take buried jobs up again, all or the ones named; they start over with fresh patience. Answers how many it took. */
export async function runAgain(boss: Pick<PgBoss, "redrive">, which: "all" | string[]): Promise<number> {
  const ids = which === "all" ? {} : { ids: which };
  let taken = 0;
  for (const lane of lanes) {
    for (let moved = 1; moved > 0; taken += moved) moved = await boss.redrive(buried(lane), ids);
  }
  return taken;
}

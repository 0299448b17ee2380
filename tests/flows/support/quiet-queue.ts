import type pg from "pg";
import { expect, vi } from "vitest";

type Pool = Pick<pg.Pool, "query">;

const unfinished =
  "state in ('created', 'retry', 'active') and data->>'practiceId' <> '' and name not like '%\\_buried'";

/** Wait until nothing is left to do. What is only waiting for its time has it brought forward, as `hurry` does. */
export async function untilQuiet(pool: Pool, { seconds = 40 } = {}): Promise<void> {
  await vi.waitFor(
    async () => {
      await hurry(pool);
      const { rows } = await pool.query(
        `select state::text, data->>'job' as job, output from pgboss.job where ${unfinished}`,
      );
      expect(rows).toEqual([]);
    },
    { timeout: seconds * 1000, interval: 200 },
  );
}

/** Let the pause before a retry be over. */
export async function hurry(pool: Pool): Promise<void> {
  await pool.query("update pgboss.job set start_after = now() where state = 'retry' and start_after > now()");
}

/**
 * Let the ten seconds pass that a worker may be silent before its jobs are given to another, and the five until somebody
 * looks. Only for a worker that is certainly dead.
 */
export async function giveUpOnTheDead(pool: Pool): Promise<void> {
  await pool.query("update pgboss.job set heartbeat_on = now() - interval '1 minute' where state = 'active'");
  await pool.query("update pgboss.queue set monitor_on = null");
}

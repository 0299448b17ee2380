import { randomBytes } from "node:crypto";
import { connect, type Database } from "#app/db/client.server.ts";
import { openLimits } from "#app/db/limits.server.ts";
import type { House } from "#app/domain/ctx.ts";
import { openVault } from "#app/integrations/vault.server.ts";
import { openQueue, type Queue } from "#app/queue/queue.ts";
import type { Ring } from "#app/values/ring.ts";
import { freshDatabase } from "./database.ts";

export type Clock = { now: Date; advance(ms: number): void };

export type TestHouse = {
  house: House;
  database: Database;
  queue: Queue;
  clock: Clock;
  url: string;
  /** The pieces of work enqueued and not yet done, oldest first. */
  waiting(): Promise<{ job: string; subjectId: string; sequence: number }[]>;
  close(): Promise<void>;
};

const ring = (id: string): Ring => [{ id, key: randomBytes(32) }];

/** A house on a database of its own, with a clock that stands still until it is moved. A Wednesday noon in Lisbon. */
export async function aHouse({ now = new Date("2027-02-03T12:00:00Z") } = {}): Promise<TestHouse> {
  const fresh = await freshDatabase();
  const database = connect(fresh.url);
  const queue = await openQueue({ url: fresh.url, isWorker: false, onError: () => {} });
  const clock: Clock = {
    now,
    advance(ms) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  const house: House = {
    db: database.db,
    now: () => clock.now,
    vault: openVault({ encryption: ring("test"), secrets: ring("test") }),
    enqueue: queue.enqueue,
    countTry: openLimits(database.pool),
    actor: { kind: "visitor" },
    appUrl: "http://localhost:3000",
  };
  return {
    house,
    database,
    queue,
    clock,
    url: fresh.url,
    async waiting() {
      const { rows } = await database.pool.query(
        "select data from pgboss.job where state < 'active' order by created_on, id",
      );
      return rows.map((row) => row.data);
    },
    async close() {
      await queue.close();
      await database.close();
      await fresh.close();
    },
  };
}

import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { fromDrizzle, getConstructionPlans, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Db } from "#app/db/client.server.ts";

/** One thing to do later. Ids only: the job reads the rest fresh. */
export type Work = { job: string; practiceId: string; subjectId: string; sequence: number };

/** The same on its way to the queue; `waits` are seconds it is left alone first. */
export type Wish = Work & { waits?: number };

/** Put work on a lane inside the caller's transaction: it is there exactly when the transaction commits. */
export type Enqueue = (db: Db, lane: string, work: Wish[]) => Promise<void>;

export type Perform = (work: Work, attempt: { number: number; signal: AbortSignal }) => Promise<void>;

export type Queue = {
  boss: PgBoss;
  enqueue: Enqueue;
  /** Begin to work off the lanes. A job that throws is retried with growing pauses, then buried. */
  work(lanes: readonly string[], perform: Perform): Promise<void>;
  /** Finish what is in hand and stop. */
  close(): Promise<void>;
};

/**
 * Retries reach past a day: pauses grow from 2 s to 5 minutes, so work is done within 10 minutes of a vendor's return
 * and an outage of 24 h loses nothing. After that a job is buried in `<lane>_buried`, where people see it.
 */
const patience = {
  retryLimit: 320,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 120,
};
const kept = { retentionSeconds: 30 * 86_400, deleteAfterSeconds: 7 * 86_400 };

const graveyard = { retentionSeconds: 365 * 86_400, deleteAfterSeconds: 0 };
const laneOptions = { ...patience, ...kept, heartbeatSeconds: 10, notify: true };

/** What an installed queue depends on: the version of pg-boss, the lanes and how patient they are. */
export function queueChecksum(lanes: readonly string[]): string {
  const depends = JSON.stringify([getConstructionPlans("pgboss").length, lanes, laneOptions, graveyard]);
  return createHash("sha256").update(depends).digest("hex");
}

/** The graveyard of a lane. */
export function buried(lane: string): string {
  return `${lane}_buried`;
}

/** Install pg-boss's own tables and our lanes. Safe to run from several processes: pg-boss takes its own lock. */
export async function installQueue(url: string, lanes: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const lane of lanes) {
      await boss.createQueue(buried(lane), graveyard);
      await boss.createQueue(lane, { ...laneOptions, deadLetter: buried(lane) });
      await boss.updateQueue(lane, laneOptions);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

type Settings = { url: string; isWorker: boolean; onError: (error: Error) => void };

/** Open the queue over an installed schema. Only a worker supervises and listens; a web process just enqueues. */
export async function openQueue({ url, isWorker, onError }: Settings): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    max: isWorker ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: isWorker,
    schedule: isWorker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: isWorker,
  });
  boss.on("error", onError);
  await boss.start();

  return {
    boss,
    async enqueue(db, lane, work) {
      await boss.insert(
        lane,
        work.map(({ waits, ...data }) => ({ data, ...(waits && { startAfter: waits }) })),
        { db: fromDrizzle(db, sql), returnId: false },
      );
    },
    async work(lanes, perform) {
      for (const lane of lanes) {
        const options = {
          batchSize: 20,
          localConcurrency: 2,
          perJobResults: true,
          includeMetadata: true,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 1,
          notifyPollingIntervalSeconds: 1,
        } as const;
        await boss.work(lane, options, (jobs: JobWithMetadata<Work>[]) =>
          Promise.all(jobs.map((job) => attempt(job, perform, onError))),
        );
      }
    },
    close: () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}

async function attempt(job: JobWithMetadata<Work>, perform: Perform, onError: (error: Error) => void) {
  try {
    await perform(job.data, { number: job.retryCount + 1, signal: job.signal });
    return { id: job.id, status: "completed" as const };
  } catch (error) {
    const why = error instanceof Error ? error : new Error(String(error));
    onError(why);
    return { id: job.id, status: "failed" as const, output: { why: withoutParameters(why) } };
  }
}

/** What is kept with a failed job. A database error quotes its parameters, and those may be somebody's words. */
function withoutParameters(error: Error): string {
  const said = error.cause instanceof Error ? error.cause.message : error.message;
  return said.split("\nparams:")[0] ?? "";
}

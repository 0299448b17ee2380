import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLimits } from "#app/db/limits.server.ts";
import { inTransaction } from "#app/domain/ctx.ts";
import { lanes } from "#app/domain/lanes.ts";
import { perform } from "#app/perform.ts";
import { buried, installQueue, openQueue, type Perform, type Work } from "#app/queue/queue.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
/** Whoever works in the house leaves it before it is closed. */
const leaving: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(leaving.splice(0).map((leave) => leave()));
  await house.close();
});

const aWork = (job: string): Work => ({ job, practiceId: newId(), subjectId: newId(), sequence: 0 });

/** A worker on the house's database; what it could not do is kept in `errors`. */
async function aWorker(perform: Perform) {
  const errors: string[] = [];
  const queue = await openQueue({
    url: house.url,
    isWorker: true,
    onError: (error) => errors.push(error.message),
  });
  leaving.push(() => queue.close());
  await queue.work(lanes, perform);
  return errors;
}

const enqueue = (lane: string, work: Work[]) => house.queue.enqueue(house.house.db, lane, work);
const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;
const patiently = { timeout: 15_000, interval: 50 };

test("work is done once, on its lane, soon after it was asked for", async () => {
  const done: string[] = [];
  await aWorker(async ({ job }) => void done.push(job));
  await enqueue("letters", [aWork("one"), aWork("two")]);
  await enqueue("house", [aWork("three")]);
  await vi.waitFor(() => expect(done.sort()).toEqual(["one", "three", "two"]), patiently);
  await vi.waitFor(
    async () =>
      expect(await rows("select distinct state::text from pgboss.job")).toEqual([{ state: "completed" }]),
    patiently,
  );
});

test("a job of one throws, its neighbours in the batch are done all the same", async () => {
  const done: string[] = [];
  const errors = await aWorker(async ({ job }) => {
    if (job === "bad") throw new Error("bad luck");
    done.push(job);
  });
  await enqueue("letters", [aWork("good"), aWork("bad"), aWork("good")]);
  await vi.waitFor(async () => {
    expect(done).toEqual(["good", "good"]);
    expect(
      await rows("select state::text, output->>'why' as why from pgboss.job where data->>'job' = 'bad'"),
    ).toEqual([{ state: "retry", why: "bad luck" }]);
  }, patiently);
  expect(errors).toEqual(["bad luck"]);
});

test("a job that keeps failing is buried, can be seen there, and runs again when it is dug up", async () => {
  let isMended = false;
  const done: string[] = [];
  await aWorker(async ({ subjectId }) => {
    if (!isMended) throw new Error("still broken");
    done.push(subjectId);
  });
  const work = aWork("stubborn");
  // In one piece: a worker that were quicker than the patience is taken away would wait as long as letters wait.
  await inTransaction({ ...house.house, practiceId: work.practiceId }, async ({ db }) => {
    await house.queue.enqueue(db, "letters", [work]);
    await db.execute(
      sql`update pgboss.job set retry_limit = 1, retry_delay = 0, retry_delay_max = null, retry_backoff = false`,
    );
  });

  const lying = () =>
    rows("select data, source_output->>'why' as why from pgboss.job where name = $1", [buried("letters")]);
  await vi.waitFor(
    async () => expect(await lying()).toEqual([{ data: work, why: "still broken" }]),
    patiently,
  );

  isMended = true;
  await house.queue.boss.redrive(buried("letters"), {});
  await vi.waitFor(() => expect(done).toEqual([work.subjectId]), patiently);
});

test("a job nobody knows waits for the release that does", async () => {
  const world = { mail: { from: "hello@selvage.test" } };
  await expect(perform(house.house, world, aWork("mail_by_pigeon"))).rejects.toThrow(
    "Nobody here knows the job mail_by_pigeon",
  );
  await expect(perform(house.house, world, aWork("toString"))).rejects.toThrow("Nobody here knows");
});

test("what is asked for in a transaction that is undone was never asked for", async () => {
  const ctx = { ...house.house, practiceId: newId() };
  const undone = inTransaction(ctx, async ({ db }) => {
    await house.queue.enqueue(db, "letters", [aWork("never")]);
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await house.waiting()).toEqual([]);
});

test("ten processes may install the queue at once, and again with every release", async () => {
  await Promise.all(Array.from({ length: 10 }, () => installQueue(house.url, lanes)));
  const names = await rows(
    "select name from pgboss.queue where name like 'letters%' or name like 'house%' order by 1",
  );
  expect(names.map(({ name }) => name)).toEqual(["house", "house_buried", "letters", "letters_buried"]);
});

test("processes count one visitor's tries together, whatever order they come in", async () => {
  const limit = { name: "door", points: 10, seconds: 60 };
  const doors = Array.from({ length: 3 }, () => openLimits(house.database.pool));
  const key = randomBytes(8).toString("hex");
  const waits = await Promise.all(Array.from({ length: 30 }, (_, n) => doors[n % 3]!(limit, key)));
  expect(waits.filter((wait) => wait === null)).toHaveLength(10);
  for (const wait of waits) if (wait !== null) expect(wait).toBeGreaterThan(0);
  expect(await doors[0]!(limit, "somebody else")).toBeNull();
});

import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buriedJobs, laneCounts, runAgain } from "#app/domain/operations/jobs.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";

let house: TestHouse;

beforeEach(async () => {
  house = await aHouse();
});

afterEach(() => house.close());

/** Enqueue a job and let it fail for the last time, as a worker would. */
async function bury(job: string, why: string): Promise<{ subjectId: string }> {
  const { boss, enqueue } = house.queue;
  const subjectId = newId();
  await enqueue(house.house.db, "letters", [{ job, practiceId: newId(), subjectId, sequence: 0 }]);
  await house.database.pool.query("update pgboss.job set retry_limit = 0 where name = 'letters'");
  const [taken] = await boss.fetch("letters");
  await boss.fail("letters", taken!.id, { why });
  return { subjectId };
}

test("lanes are counted as they stand", async () => {
  await bury("mail_client_confirmed", "The mail service was away");
  await house.queue.enqueue(house.house.db, "house", [
    { job: "expire_holds", practiceId: "", subjectId: "", sequence: 0 },
  ]);

  expect(await laneCounts(house.house)).toEqual([
    { lane: "letters", queued: 0, active: 0, buried: 1 },
    { lane: "house", queued: 1, active: 0, buried: 0 },
    { lane: "money", queued: 0, active: 0, buried: 0 },
    { lane: "calendar", queued: 0, active: 0, buried: 0 },
  ]);
});

test("a buried job says what it was, about what, and why", async () => {
  const { subjectId } = await bury("mail_client_confirmed", "The mail service was away");
  const [found, ...more] = await buriedJobs(house.house);

  expect(more).toEqual([]);
  expect(found).toMatchObject({
    lane: "letters",
    job: "mail_client_confirmed",
    subjectId,
    why: "The mail service was away",
  });
  expect(Math.abs(found!.diedAt.getTime() - Date.now())).toBeLessThan(60_000);
});

test("why never quotes the values a database error failed on", async () => {
  await bury("mail_client_confirmed", "Failed query: insert into x\nparams: Ann Example,ann@example.org");
  const [found] = await buriedJobs(house.house);

  expect(found?.why).toBe("Failed query: insert into x");
});

test("all of them are taken up again, with fresh patience and their own subject", async () => {
  const [one, two] = [
    await bury("mail_client_confirmed", "away"),
    await bury("mail_therapist_booked", "away"),
  ];

  expect(await runAgain(house.queue.boss, "all")).toBe(2);
  expect(await buriedJobs(house.house)).toEqual([]);
  expect((await house.waiting()).map(({ subjectId }) => subjectId).sort()).toEqual(
    [one.subjectId, two.subjectId].sort(),
  );
  const { rows } = await house.house.db.execute(
    sql`select distinct retry_count, retry_limit > 100 as patient from pgboss.job where name = 'letters' and state = 'created'`,
  );
  expect(rows).toEqual([{ retry_count: 0, patient: true }]);
});

test("one is taken up again and the others stay", async () => {
  await bury("mail_client_confirmed", "away");
  await bury("mail_therapist_booked", "away");
  const [first] = await buriedJobs(house.house);

  expect(await runAgain(house.queue.boss, [first!.id])).toBe(1);
  expect(await runAgain(house.queue.boss, [first!.id])).toBe(0);
  expect((await buriedJobs(house.house)).map(({ job }) => job)).not.toContain(first!.job);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "#app/domain/audit/record.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { openLink } from "#app/domain/bookings/queries.ts";
import { inTransaction } from "#app/domain/ctx.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

test("a booking's life is written down as who did what when, in ids, and every step queues what follows", async () => {
  const practice = await aPractice(house.house);
  const wish = practice.wish({ name: "Canary Name", note: "canary note" });
  const booked = await granted(book(practice.ctx, wish));
  const held = await openLink(house.house, booked.token);
  if (!held || held === "dead") throw new Error("The link does not open");
  const ids = { bookingId: booked.id, therapistId: practice.therapistId };
  house.clock.advance(5 * 60_000);
  const to = booked.startsAt + 3_600_000;
  await granted(move(held.ctx, { ...ids, sequence: 0, startsAt: to }));
  await granted(cancel(practice.own, { ...ids, by: "practice", reason: "canary reason" }));

  const written = await rows("select name, actor, detail from events where subject_id = $1 order by at, id", [
    booked.id,
  ]);
  expect(written).toEqual([
    { name: "booking.confirmed", actor: "visitor", detail: { sequence: 0 } },
    {
      name: "booking.moved",
      actor: `holder:${booked.id}`,
      detail: { sequence: 1, from: booked.startsAt, to },
    },
    {
      name: "booking.cancelled",
      actor: `member:${practice.userId}`,
      detail: { sequence: 2, by: "practice", late: false, undone: false, asked: false },
    },
  ]);
  const told = JSON.stringify([
    await rows("select * from events"),
    await rows("select data from pgboss.job"),
  ]);
  expect(told).not.toMatch(/canary|selvage\.test/i);
  const jobs = await house.waiting();
  expect(
    jobs
      .filter(({ subjectId }) => subjectId === booked.id)
      .map(({ job, sequence }) => `${sequence} ${job}`)
      .sort(),
  ).toEqual([
    "0 calendar_booked",
    "0 mail_client_confirmed",
    "0 mail_therapist_booked",
    "0 notify_client_booked",
    "0 notify_therapist_booked",
    "0 open_thread",
    "0 tend_waiting_list",
    "1 calendar_moved",
    "1 mail_client_moved",
    "1 mail_therapist_moved",
    "1 notify_client_moved",
    "1 notify_therapist_moved",
    "1 tend_waiting_list",
    "2 calendar_called_off",
    "2 mail_client_cancelled",
    "2 mail_therapist_cancelled",
    "2 money_after_end",
    "2 notify_client_cancelled",
    "2 notify_therapist_cancelled",
    "2 tend_waiting_list",
  ]);
});

test("what was written down stays: nothing is changed, taken out or emptied", async () => {
  await aPractice(house.house);
  const before = await rows("select count(*) from events");
  for (const attempt of ["update events set name = 'x'", "delete from events", "truncate events"]) {
    await expect(rows(attempt), attempt).rejects.toThrow("events are appended only");
  }
  expect(await rows("select count(*) from events")).toEqual(before);
});

test("an event and its jobs are there exactly when what happened is", async () => {
  const { ctx } = await aPractice(house.house);
  const id = "01900000-0000-7000-8000-000000000001";
  const undone = inTransaction(ctx, async (inside) => {
    await record(inside, "booking.confirmed", { id, sequence: 0 });
    throw new Error("thought better of it");
  });
  await expect(undone).rejects.toThrow("thought better");
  expect(await rows("select name from events where subject_id = $1", [id])).toEqual([]);
  expect((await house.waiting()).filter(({ subjectId }) => subjectId === id)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { accept, decline } from "#app/domain/bookings/answer-request.ts";
import { book } from "#app/domain/bookings/book.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { takeBack } from "#app/domain/bookings/take-back.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { openQueue } from "#app/queue/queue.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { granted, hour } from "./a-booking.ts";

let house: TestHouse;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  house = await aHouse();
});
afterAll(async () => {
  for (const close of closers) await close();
  await house.close();
});

/** The same house, opened once more: connections and a queue of its own, as another process has. */
async function another() {
  const database = connect(house.url);
  const queue = await openQueue({ url: house.url, isWorker: false, onError: () => {} });
  closers.push(queue.close, database.close);
  return { db: database.db, enqueue: queue.enqueue };
}

const morning = new Date("2027-02-03T12:00:00Z");
const startsAt = Date.parse("2027-02-08T10:00:00Z");

/** A practice whose first call is asked for, and a request a guest made of it. */
async function asked() {
  house.clock.now = morning;
  const practice = await aPractice(house.house);
  const type = aType({ slug: "asked", kind: "discovery", minutes: 20, needsApproval: true });
  await offer(practice.ctx, type, [practice.therapistId]);
  const wish = practice.wish({ typeSlug: "asked", startsAt });
  const { id } = await granted(book(practice.ctx, wish));
  return { practice, id, ids: { bookingId: id, therapistId: practice.therapistId }, wish };
}

/** What was recorded of a booking's end of waiting, and the letters its client is owed by it. */
async function told(id: string) {
  const { rows } = await house.database.pool.query(
    `select (select coalesce(array_agg(name order by name), '{}') from events where subject_id::text = $1
          and name in ('booking.confirmed', 'booking.cancelled', 'booking.declined', 'booking.expired')) as events,
        (select coalesce(array_agg(data->>'job' order by data->>'job'), '{}') from pgboss.job where data->>'subjectId' = $1
          and data->>'job' like 'mail_client%' and data->>'job' <> 'mail_client_requested') as letters`,
    [id],
  );
  return rows[0] as { events: string[]; letters: string[] };
}

const ends: Record<string, { event: string; letter: string }> = {
  confirmed: { event: "booking.confirmed", letter: "mail_client_confirmed" },
  withdrawn: { event: "booking.cancelled", letter: "mail_client_cancelled" },
  declined: { event: "booking.declined", letter: "mail_client_declined" },
  expired: { event: "booking.expired", letter: "mail_client_expired" },
};

const rounds = process.env.LONG ? 40 : 8;

test("again and again a request is accepted, declined, withdrawn and run out at once: one outcome, told once", async () => {
  const doors = [await another(), await another(), await another(), await another()];
  const outcomes = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const { practice, id, ids } = await asked();
    // Half of the rounds a moment before it runs out, half at the very moment.
    house.clock.now = new Date(morning.getTime() + 48 * hour - (round % 2));
    const [first, second, third, fourth] = doors.map((door) => ({ ...practice.ctx, ...door }));
    const own = (door: typeof first) => ({ ...practice.own, ...door!, actor: practice.own.actor });
    const request = { bookingId: id, sequence: 0 };
    const tries = [
      () => accept(own(first), request).then(({ ok }) => ok),
      () => decline(own(second), request).then(({ ok }) => ok),
      () => takeBack(third!, ids).then(({ ok }) => ok),
      () => expireHolds({ ...house.house, db: fourth!.db, enqueue: fourth!.enqueue }).then(() => false),
    ];
    const said = await Promise.all([0, 1, 2, 3].map((n) => tries[(n + round) % 4]!()));
    const { booking } = (await findBooking(practice.ctx, id))!;
    const wasDeclined = booking.cancelledBy === "practice";
    const ended = booking.status === "cancelled" ? (wasDeclined ? "declined" : "withdrawn") : booking.status;
    outcomes.add(ended);
    const { events, letters } = await told(id);
    expect(events).toEqual([ends[ended]!.event]);
    expect(letters).toEqual([ends[ended]!.letter]);
    expect(said.filter(Boolean)).toHaveLength(ended === "expired" ? 0 : 1);
  }
  expect(outcomes.size).toBeGreaterThan(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
}, 120_000);

test("of twenty who ask for one time at once one is heard, and nobody else can have it while it waits", async () => {
  const doors = [await another(), await another(), await another()];
  const { practice, wish } = await asked();
  const other = { ...wish, startsAt: startsAt + hour };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      book({ ...practice.ctx, ...doors[n % 3]! }, { ...other, email: `asker-${n}@selvage.test` }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(answers.map((answer) => (answer.ok ? "asked" : answer.refusal)))).toEqual(
    new Set(["asked", "slot_taken"]),
  );
  const plainly = practice.wish({ startsAt: other.startsAt });
  expect(await book(practice.ctx, plainly)).toEqual({ ok: false, refusal: "slot_taken" });
});

test("a yes to a request that ran out, whose time somebody else has by now, is refused and books nothing twice", async () => {
  const { practice, id } = await asked();
  house.clock.now = new Date(morning.getTime() + 48 * hour);
  expect(await book(practice.ctx, practice.wish({ startsAt }))).toMatchObject({ ok: true });
  expect(await accept(practice.own, { bookingId: id, sequence: 0 })).toEqual({
    ok: false,
    refusal: "run_out",
  });
  expect((await told(id)).events).toEqual(["booking.expired"]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("taking back what was accepted a moment before cancels nothing, and so costs nothing", async () => {
  const { practice, id, ids } = await asked();
  house.clock.now = new Date(morning.getTime() + 40 * hour);
  await granted(accept(practice.own, { bookingId: id, sequence: 0 }));
  expect(await takeBack(practice.ctx, ids)).toEqual({ ok: false, refusal: "accepted_meanwhile" });
  expect((await findBooking(practice.ctx, id))?.booking).toMatchObject({
    status: "confirmed",
    isLate: false,
  });
  expect((await told(id)).events).toEqual(["booking.confirmed"]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#app/db/client.server.ts";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { openQueue } from "#app/queue/queue.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aBooking, hour } from "./a-booking.ts";

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

test("twenty times a client and two tabs of the practice change one booking at once: one outcome, one set of letters", async () => {
  const doors = [await another(), await another(), await another()];
  for (let round = 0; round < 20; round += 1) {
    const { practice, ctx, ids, booked, now } = await aBooking(house);
    const [client, tab, other] = doors.map((door) => ({ ...ctx, ...door }));
    const own = (door: typeof client) => ({ ...practice.own, ...door!, actor: practice.own.actor });
    const { bookingId } = ids;
    const tries = [
      () => move(client!, { ...ids, sequence: 0, startsAt: booked.startsAt + hour }),
      () => cancel(client!, { ...ids, by: "client" }),
      () => callOff(own(tab), { bookingId, sequence: 0 }),
      () =>
        moveKnowingly(own(other), {
          bookingId,
          sequence: 0,
          startsAt: booked.startsAt + 2 * hour,
          knowingly: true,
        }),
    ];
    const said = await Promise.all([0, 1, 2, 3].map((n) => tries[(n + round) % 4]!().then(({ ok }) => ok)));
    const { booking } = await now();
    // Only a client's cancellation looks at no sequence: it may follow a move, and then there are two steps.
    const won = said.filter(Boolean).length;
    expect(won).toBe(booking.sequence);
    expect(won === 1 || (won === 2 && booking.cancelledBy === "client")).toBe(true);

    const { rows } = await house.database.pool.query(
      `select (select count(*)::int from events where subject_id::text = $1 and name in ('booking.moved', 'booking.cancelled')) as told,
        (select count(*)::int from pgboss.job where data->>'subjectId' = $1 and data->>'job' like 'mail_client%'
          and data->>'sequence' = $2) as letters`,
      [bookingId, String(booking.sequence)],
    );
    expect(rows).toEqual([{ told: won, letters: 1 }]);
  }
  expect(await findBroken(house.database.pool)).toEqual([]);
}, 60_000);

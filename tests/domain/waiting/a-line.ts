import { timeAway } from "#app/db/schema/availability.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { tendWaitingLists } from "#app/domain/waiting/chores.ts";
import { tendWaitingList } from "#app/domain/waiting/follow.ts";
import { type JoinWish, joinFull } from "#app/domain/waiting/join-full.ts";
import { findWait, type Wait } from "#app/domain/waiting/link.ts";
import { newId } from "#app/values/ids.ts";
import type { World } from "#app/world.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

export const hour = 3_600_000;
export const minute = 60_000;
const noWorld = {} as World;
let people = 0;

/**
 * A practice that works one hour a day, nine to ten in Lisbon, all of whose calls of the next `days` days are taken, and
 * the ways to make a line in front of it. The clock stands at Wednesday noon.
 */
export async function aLine(house: TestHouse, { days = 3, zone = "Europe/Lisbon" } = {}) {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 540, length: 60 }));
  const practice = await aPractice(house.house, { hours, zone });
  const { ctx, therapistId } = practice;
  const call = aType({ slug: "call", kind: "discovery", minutes: 60, step: 60, notice: 60, horizonDays: 60 });
  await offer(ctx, call, [therapistId]);
  const nine = (day: number) => Date.parse("2027-02-03T09:00:00Z") + day * 24 * hour;
  // Nothing opens by itself as the days go by.
  await house.house.db.insert(timeAway).values({
    ...{ id: newId(), practiceId: ctx.practiceId, therapistId },
    ...{ startsAt: new Date(nine(days) + 2 * hour), endsAt: new Date(nine(days + 100)) },
  });
  const booked: { id: string; startsAt: number }[] = [];
  for (let day = 1; day <= days; day += 1) {
    const startsAt = nine(day);
    const { id } = await granted(book(ctx, practice.wish({ typeSlug: "call", startsAt })));
    booked.push({ id, startsAt });
  }
  const sql = async <T>(query: string, values: unknown[] = []) =>
    (await house.database.pool.query(query, values)).rows as T[];

  /** Do what the queue would: every piece of work about bookings that waits, once. */
  const work = async () => {
    for (let left = true; left; ) {
      const jobs = await sql<{
        id: string;
        data: { practiceId: string; subjectId: string; sequence: number };
      }>(
        `update pgboss.job set state = 'completed', completed_on = now()
         where state < 'active' and data->>'job' = 'tend_waiting_list' and data->>'practiceId' = $1
         returning id, data`,
        [ctx.practiceId],
      );
      for (const { data } of jobs)
        await tendWaitingList({ ...ctx, now: () => house.clock.now }, noWorld, data);
      left = jobs.length > 0;
    }
  };
  return {
    practice,
    ctx,
    therapistId,
    nine,
    booked,
    sql,
    work,
    /** The clock struck: holds that ran out are let go, and the lists are tended. */
    strike: async () => {
      await expireHolds(house.house);
      await work();
      await tendWaitingLists(house.house);
    },
    free: async (index: number) => {
      const { id } = booked[index]!;
      await granted(cancel(ctx, { bookingId: id, therapistId, by: "practice" }));
    },
    wish: (wish: Partial<JoinWish> = {}): JoinWish => {
      people += 1;
      return {
        ...{
          therapistId,
          typeSlug: "call",
          name: `Waiter ${people}`,
          email: `waiter-${people}@selvage.test`,
        },
        ...{ zone: "Europe/Lisbon", adult: true, windows: [] },
        ...wish,
      };
    },
    join: async (wish: Partial<JoinWish> = {}): Promise<Wait> => {
      people += 1;
      const email = `waiter-${people}@selvage.test`;
      const asked = { therapistId, typeSlug: "call", name: `Waiter ${people}`, email };
      await granted(joinFull(ctx, { ...asked, zone: "Europe/Lisbon", adult: true, windows: [], ...wish }));
      const [row] = await sql<{ id: string }>(
        "select id from waits where guest_email = $1 and status = 'waiting'",
        [wish.email ?? email],
      );
      return (await findWait(ctx, row!.id))!;
    },
    again: (wait: Wait) => findWait(ctx as Ctx, wait.id) as Promise<Wait>,
    offers: () =>
      sql<{
        id: string;
        wait_id: string;
        status: string;
        starts_at: Date;
        ends_at: Date;
        told_at: Date | null;
      }>(
        `select o.* from time_offers o join waits w on w.id = o.wait_id where w.therapist_id = $1 order by o.offered_at, o.id`,
        [therapistId],
      ),
  };
}

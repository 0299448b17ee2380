import { inArray } from "drizzle-orm";
import { timeAway } from "#app/db/schema/availability.ts";
import { sickDayBookings, sickDays } from "#app/db/schema/sick-days.ts";
import { newId } from "#app/values/ids.ts";
import type { Cast, Principal, Side } from "./cast.ts";
import type { Named } from "./records.ts";

const day = 86_400_000;

type Fresh = () => Promise<Named>;

/** A sick day in a far year: pressed a moment ago; or carried out, when it took a booking. */
export async function aSickDay(
  { house }: Cast,
  { ctx, therapistId }: Side,
  took: Fresh | null,
): Promise<Named> {
  const lost = await took?.();
  const at = new Date();
  const row = { id: newId(), practiceId: ctx.practiceId, therapistId };
  const span = { startsAt: new Date(at.getTime() + 400 * day), endsAt: new Date(at.getTime() + 401 * day) };
  const away = { ...row, id: newId(), ...span };
  await house.db.insert(timeAway).values(away);
  await house.db.insert(sickDays).values({
    ...{ ...row, ...span, timeAwayId: away.id, pressedBy: newId(), pressedAt: at },
    carriedOutAt: lost ? at : null,
  });
  if (lost)
    await house.db.insert(sickDayBookings).values({
      ...{ practiceId: ctx.practiceId, sickDayId: row.id, bookingId: lost.id },
      ...{ status: "confirmed", sequence: 0, calledOff: true },
    });
  return { id: row.id, ...(lost && { booking: lost.id }) };
}

/** A booking that was taken off by a sick day. */
export async function aLostBooking(cast: Cast, side: Side, fresh: Fresh): Promise<Named> {
  const booking = await fresh();
  await cast.sql.query(
    `with lost as (update bookings set status = 'cancelled', cancelled_by = 'practice', sequence = sequence + 1
       where id = $1 returning appointment_id)
     update appointments set occupies = false where id in (select appointment_id from lost)`,
    [booking.id],
  );
  await aSickDay(cast, side, async () => booking);
  return booking;
}

/** A press that is granted to whoever may: nobody is ill yet, and what it touches is what their page shows. */
export async function aPress({ house, send }: Cast, who: Principal): Promise<Record<string, string>> {
  const before = await house.db.select({ away: sickDays.timeAwayId }).from(sickDays);
  const away = before.flatMap(({ away }) => away ?? []);
  await house.db.delete(sickDayBookings);
  await house.db.delete(sickDays);
  if (away.length > 0) await house.db.delete(timeAway).where(inArray(timeAway.id, away));
  const page = await (await send(who, "/practice/sick-days/new")).text();
  return { until: "today", seen: /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? "" };
}

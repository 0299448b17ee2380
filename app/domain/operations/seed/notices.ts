import { and, asc, eq, gte } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { ownBookingsAhead } from "#app/domain/bookings/own.ts";
import { sendLines } from "#app/domain/bookings/send-lines.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { tellsClient, tellsTherapist } from "#app/domain/notifications/notify-bookings.ts";
import { notifyLines } from "#app/domain/notifications/notify-lines.ts";
import { addDays } from "#app/values/zoned.ts";
import type { World } from "#app/world.ts";
import { type Desk, granted } from "./desk.ts";
import { wall } from "./week.ts";

/** Notices need nothing outside the house. */
const world: World = { mail: { from: "nobody@demo.test" } };

const lines = `Two good nights out of five.
I tried the breathing, and fell asleep halfway through it.
Could we begin with Sunday?`;

/** What waits for Maren and her clients this morning: lines Priya sent before her next session, and last evening's news. */
export async function liveNotices(desk: Desk): Promise<void> {
  const { ctx, past } = desk;
  const { practiceId } = ctx;
  const evening = wall(past.zone, addDays(past.today, -1), "22:10");
  for (const { id } of await bookedSince(desk, evening - 4 * 3_600_000))
    await past.at(evening, async () => {
      const subject = { practiceId, subjectId: id, sequence: 0 };
      await tellsTherapist("booking.confirmed")(ctx, world, subject);
      await tellsClient("booking.confirmed")(ctx, world, subject);
    });
  await linesOfPriya(desk, evening + 5 * 60_000);
}

/** What was booked from a moment on and is still to come, the soonest first. */
function bookedSince({ ctx, therapistId }: Desk, moment: number) {
  return ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.therapistId, therapistId),
        eq(bookings.status, "confirmed"),
        gte(bookings.bookedAt, new Date(moment)),
        gte(appointments.startsAt, ctx.now()),
      ),
    )
    .orderBy(asc(appointments.startsAt));
}

async function linesOfPriya({ ctx, past }: Desk, moment: number): Promise<void> {
  const { userId } = await knowByAddress(ctx, { name: "Priya Raman", email: "priya@demo.test" });
  const asPriya: ClientCtx = { ...ctx, actor: { kind: "client", userId } };
  const ahead = await ownBookingsAhead(asPriya);
  const next = ahead.find(({ appointment }) => appointment.startsAt > ctx.now());
  if (!next) return;
  const { id } = next.booking;
  await past.at(moment, async () => {
    granted(await sendLines(asPriya, { bookingId: id, text: lines }));
    await notifyLines(ctx, world, { practiceId: ctx.practiceId, subjectId: id, sequence: 0 });
  });
}

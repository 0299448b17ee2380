import { and, eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { sourcesOf } from "./choose.ts";
import { connectionOf } from "./connection.ts";
import { type CalendarRow, pullCalendar } from "./pull.ts";

/**
 * Look again at what was booked while the calendar did not answer: it is pulled, and a session that stands in time that
 * turns out to be taken is a loose end on Today. Throws while Google is still away, so that it is looked at when it is back.
 */
export async function lookAgain(ctx: Ctx, world: World, { practiceId, subjectId }: Subject): Promise<void> {
  const [booking] = await ctx.db
    .select({ therapistId: bookings.therapistId })
    .from(bookings)
    .where(and(eq(bookings.practiceId, practiceId), eq(bookings.id, subjectId)));
  if (!booking) return;
  const connection = await connectionOf(ctx, booking.therapistId);
  // Where only the therapist can help, connecting again lists everything.
  if (connection?.state !== "connected") return;
  const asked = ctx.now();
  for (const { id } of await sourcesOf(ctx, connection))
    await pullCalendar(ctx, world, { practiceId, subjectId: id, sequence: 0 });
  const after = await connectionOf(ctx, booking.therapistId);
  if (after?.state !== "connected") return;
  // One that is refused has said all it will say; it is told of where calendars are looked after.
  const isUnread = ({ syncedAt, trouble }: CalendarRow) =>
    (trouble === null || trouble === "away") && (!syncedAt || syncedAt < asked);
  const unread = (await sourcesOf(ctx, after)).filter(isUnread);
  if (unread.length > 0) throw new Error("The calendar service does not answer yet");
}

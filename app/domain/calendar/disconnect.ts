import { and, eq, gt, isNull, ne, or } from "drizzle-orm";
import { calendarEntries, calendarProposals } from "#app/db/schema/calendar/entries.ts";
import { calendarConnections, calendars } from "#app/db/schema/calendar.ts";
import { record } from "#app/domain/audit/record.ts";
import { keepPulled } from "#app/domain/availability/keep-pulled.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction, type MemberCtx, type Subject } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Calendar, Heard } from "#app/world/calendars.ts";
import type { World } from "#app/world.ts";
import { type Connection, connectionIn, connectionOf, grantOf, openCalendar } from "./connection.ts";
import { keepGone } from "./entries.ts";
import { ownTherapist } from "./own.ts";
import { closeMoot } from "./proposals.ts";
import { askFor } from "./turns.ts";

/**
 * Part from Google: from now on nothing of it closes an opening. What stands ahead is taken out of the calendar, channels
 * are stopped and the grant is given back, by a job; where the grant is dead already, or a second press says not to wait for
 * it, it ends at once. Refuses not_here where nothing is connected.
 */
export function disconnect(ctx: MemberCtx): Promise<Result<null, "not_here">> {
  return inTransaction(ctx, async (ctx) => {
    const therapistId = ownTherapist(ctx);
    if (!therapistId) return refused("not_here");
    await lockTherapist(ctx, therapistId);
    const connection = await connectionOf(ctx, therapistId);
    if (!connection) return refused("not_here");
    if (connection.state !== "connected") await endConnection(ctx, connection);
    else {
      await record(ctx, "calendar.disconnected", { id: connection.id });
      await closeSources(ctx, connection);
      await change(ctx, connection, { state: "leaving" });
      await askFor(ctx, "leave_calendar", [connection.id]);
    }
    return done(null);
  });
}

/** Take what stands ahead out of a calendar its therapist parts from, then give the grant back. Throws while Google is away. */
export async function leaveCalendar(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const connection = await connectionIn(ctx, "leaving", subjectId);
  const google = connection && openCalendar(ctx, world, connection);
  if (!connection || !google) return;
  const heard = await takeAllOut(ctx, google, connection);
  if (heard?.outcome === "away") throw new Error(`The calendar service does not answer: ${heard.why}`);
  const grant = grantOf(ctx, connection);
  const revoked = grant && (await world.calendars?.revoke(grant));
  if (revoked?.outcome === "away") throw new Error(`The calendar service does not answer: ${revoked.why}`);
  await inTransaction(ctx, (ctx) => endConnection(ctx, connection));
}

/** Gives the answer that stopped it, if one did: a grant that is dead meanwhile takes nothing out any more. */
async function takeAllOut(
  ctx: Ctx,
  google: Calendar,
  connection: Connection,
): Promise<Exclude<Heard<null>, { outcome: "done" }> | null> {
  const sources = await ctx.db.select().from(calendars).where(eq(calendars.connectionId, connection.id));
  const entries = await ctx.db
    .select()
    .from(calendarEntries)
    .where(
      and(
        ...[eq(calendarEntries.connectionId, connection.id), ne(calendarEntries.status, "gone")],
        or(isNull(calendarEntries.endsAt), gt(calendarEntries.endsAt, ctx.now())),
      ),
    );
  for (const entry of entries) {
    const source = sources.find(({ id }) => id === entry.calendarId);
    const heard = await google.remove(source?.externalId ?? "", entry.eventId);
    if (heard.outcome !== "done") return heard;
    await keepGone(ctx, entry);
  }
  for (const { channelId, channelResource } of sources)
    if (channelId && channelResource) await google.unwatch({ id: channelId, resource: channelResource });
  return null;
}

/** What the calendars said is said no more, and nobody is asked about it. */
async function closeSources(ctx: Ctx, { id, therapistId }: Connection): Promise<void> {
  const closed = await ctx.db
    .update(calendars)
    .set({ endedAt: ctx.now() })
    .where(and(eq(calendars.connectionId, id), isNull(calendars.endedAt)))
    .returning({ calendarId: calendars.id });
  for (const { calendarId } of closed)
    await keepPulled(ctx, { therapistId, calendarId, source: "google" }, { spans: [], gone: "all" });
  const open = await ctx.db
    .select()
    .from(calendarProposals)
    .where(and(eq(calendarProposals.therapistId, therapistId), isNull(calendarProposals.closedAt)));
  for (const proposal of open) await closeMoot(ctx, proposal);
}

/** The connection is over, and the grant forgotten; nothing is asked of Google. */
export async function endConnection(ctx: Ctx, connection: Connection): Promise<void> {
  if (connection.state === "needs_reconnect") {
    await record(ctx, "calendar.disconnected", { id: connection.id });
    await closeSources(ctx, connection);
  }
  const forgotten = { sealedRefresh: null, sealedAccess: null, accessUntil: null };
  await change(ctx, connection, { state: "disconnected", trouble: null, endedAt: ctx.now(), ...forgotten });
}

async function change(
  { db, practiceId }: Ctx,
  { id }: Connection,
  set: Partial<typeof calendarConnections.$inferInsert>,
): Promise<void> {
  await db
    .update(calendarConnections)
    .set(set)
    .where(and(eq(calendarConnections.practiceId, practiceId), eq(calendarConnections.id, id)));
}

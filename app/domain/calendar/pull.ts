import { and, eq, isNull } from "drizzle-orm";
import { calendars } from "#app/db/schema/calendar.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { Calendar, CalendarEvent, Heard } from "#app/world/calendars.ts";
import type { World } from "#app/world.ts";
import { brokeOff, type Connection, connectionIn, openCalendar } from "./connection.ts";
import { merge } from "./merge.ts";
import { pullAddress } from "./pull-address.ts";
import { nextPull, wantsList, windowFrom } from "./rules.ts";
import { keepWatching } from "./watch.ts";

export type CalendarRow = typeof calendars.$inferSelect;

/** What a calendar told: everything in its window, or what changed. `began`: when it was asked. */
export type Told = { began: Date; isWhole: boolean; events: CalendarEvent[]; token: string | null };

/**
 * Ask a calendar what changed, and keep it: busy times as they are now, questions about appointments of ours that were
 * moved or taken out there. A token Google no longer takes begins a whole list. While Google is away the calendar is asked
 * again soon and ever later; nothing that was pulled is given up.
 */
export async function pullCalendar(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const source = await begin(ctx, subjectId);
  if (source?.kind === "ical") return pullAddress(ctx, world, source);
  const connection = source && (await connectionIn(ctx, "connected", source.connectionId));
  if (!connection) return;
  const calendar = openCalendar(ctx, world, connection);
  if (!calendar) return;
  const heard = await listed(calendar, source, ctx.now());
  if (heard.outcome !== "done") return fail(ctx, source, connection, heard);
  const strays = await merge(ctx, { source, connection, calendar, told: heard.value });
  if (!strays) return;
  // Google holds one event for each appointment and no other of ours; what does not go now is seen again in the next list.
  for (const eventId of strays) {
    const removed = await calendar.remove(source.externalId ?? "", eventId);
    if (removed.outcome === "away") return fail(ctx, source, connection, removed);
  }
  await keepWatching(ctx, calendar, source);
}

/** The calendar as it is read now; null where it is not. From here on another nudge asks for another pull. */
async function begin({ db, practiceId }: Ctx, id: string): Promise<CalendarRow | null> {
  const isHere = and(eq(calendars.practiceId, practiceId), eq(calendars.id, id), isNull(calendars.endedAt));
  const [source] = await db.update(calendars).set({ pullAskedAt: null }).where(isHere).returning();
  return source ?? null;
}

async function listed(calendar: Calendar, source: CalendarRow, now: Date): Promise<Heard<Told>> {
  const isWhole = wantsList(source, now.getTime());
  const heard = await allPages(calendar, source, now, isWhole);
  const isStale = heard.outcome === "refused" && heard.code === "stale";
  return isStale && !isWhole ? allPages(calendar, source, now, true) : heard;
}

async function allPages(
  calendar: Calendar,
  { externalId, syncToken }: CalendarRow,
  began: Date,
  isWhole: boolean,
): Promise<Heard<Told>> {
  const since = isWhole || syncToken === null ? windowFrom(began.getTime()) : syncToken;
  const events: CalendarEvent[] = [];
  let page: string | null = null;
  for (;;) {
    const heard: Awaited<ReturnType<Calendar["changes"]>> = await calendar.changes(externalId ?? "", {
      since,
      page,
    });
    if (heard.outcome !== "done") return heard;
    events.push(...heard.value.events);
    page = heard.value.next;
    if (page === null)
      return { outcome: "done", value: { began, isWhole, events, token: heard.value.token } };
  }
}

/** Write down that it did not work, and when it is tried again; where only the person can help, they are told. */
async function fail(
  ctx: Ctx,
  source: CalendarRow,
  connection: Connection,
  heard: Exclude<Heard<unknown>, { outcome: "done" }>,
): Promise<void> {
  const code = heard.outcome === "refused" ? heard.code : "away";
  const failures = source.failures + 1;
  await ctx.db
    .update(calendars)
    .set({
      failures,
      trouble: code,
      nextPullAt: new Date(nextPull(ctx.now().getTime(), failures, Math.random())),
      // What was refused for good is listed anew, should it come back.
      ...(heard.outcome === "refused" && { syncToken: null }),
    })
    .where(eq(calendars.id, source.id));
  if (heard.outcome === "refused") await brokeOff(ctx, connection, code);
}

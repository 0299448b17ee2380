import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import { calendars } from "#app/db/schema/calendar.ts";
import { type BusySpan, keepPulled } from "#app/domain/availability/keep-pulled.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import type { Calendar, CalendarEvent } from "#app/world/calendars.ts";
import type { Connection } from "./connection.ts";
import { askToPull } from "./due.ts";
import { type EntryRow, keepSeen } from "./entries.ts";
import { closeProposal, openProposalOf, propose } from "./proposals.ts";
import type { CalendarRow, Told } from "./pull.ts";
import { recognise } from "./recognise.ts";
import { differs, nextPull, windowFrom } from "./rules.ts";
import { wantedFor } from "./wanted.ts";

type Pulled = { source: CalendarRow; connection: Connection; calendar: Calendar; told: Told };

/**
 * Keep what a calendar told, in one transaction under the therapist's lock, so that whoever books sees all of it or nothing.
 * Of two pulls at once the later one to finish is dropped, and what it may have heard is asked again. Gives the ids of
 * events of ours that belong to nothing any more; null when it was dropped.
 */
export async function merge(
  ctx: Ctx,
  { source, connection, calendar, told }: Pulled,
): Promise<string[] | null> {
  const { isWhole, events, began } = told;
  const lost = isWhole ? await notListed(ctx, { source, calendar, told }) : [];
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, source.therapistId);
    if (!(await isFirst(ctx, source, told))) {
      await askToPull(ctx, [source.id]);
      return null;
    }
    const { entries, strays } = await recognise(ctx, { source, connection, events: [...events, ...lost] });
    const isOwn = (id: string) => entries.has(id) || strays.includes(id);
    const { spans, gone } = sorted(events, source.blocks ? isOwn : () => true, windowFrom(began.getTime()));
    const { therapistId, id: calendarId, kind } = source;
    await keepPulled(ctx, { therapistId, calendarId, source: kind }, { spans, gone: isWhole ? "all" : gone });
    for (const event of [...events, ...lost]) {
      const entry = entries.get(event.id);
      if (entry) await compare(ctx, connection, entry, event);
    }
    if (strays.length > 0) await listAnew(ctx, source);
    return strays;
  });
}

/** Write down how far a calendar was read; nobody who read at the same time may have done so already. */
export async function isFirst(
  ctx: Ctx,
  source: CalendarRow,
  { began, isWhole, token }: Pick<Told, "began" | "isWhole" | "token">,
): Promise<boolean> {
  const now = ctx.now();
  const [kept] = await ctx.db
    .update(calendars)
    .set({
      revision: source.revision + 1,
      syncToken: token,
      ...(isWhole && { listedUntil: windowFrom(began.getTime()).until }),
      syncedAt: began,
      nextPullAt: new Date(nextPull(now.getTime(), 0, Math.random())),
      ...{ failures: 0, trouble: null },
    })
    .where(
      and(
        ...[eq(calendars.id, source.id), eq(calendars.revision, source.revision)],
        // One that is no longer read must not close anything again.
        isNull(calendars.endedAt),
      ),
    )
    .returning({ id: calendars.id });
  return kept !== undefined;
}

/** The next pull lists everything: until it finds nothing to clear away, not all is cleared away. */
async function listAnew({ db }: Ctx, { id }: CalendarRow): Promise<void> {
  await db.update(calendars).set({ syncToken: null }).where(eq(calendars.id, id));
}

/** What closes openings, and what no longer does. Beyond the window nothing is kept: the next whole list brings it. */
function sorted(
  events: readonly CalendarEvent[],
  isOwn: (id: string) => boolean,
  window: { from: Date; until: Date },
) {
  const spans: BusySpan[] = [];
  const gone: string[] = [];
  // What changed while the pages were turned is named twice, and the later page is right.
  const newest = new Map(events.map((event) => [event.id, event]));
  for (const event of newest.values()) {
    const { id: externalId, span, isBusy } = event;
    const isInside = span !== null && span.endsAt > window.from && span.startsAt < window.until;
    if (isBusy && isInside && span && !isOwn(externalId)) spans.push({ externalId, ...span });
    else gone.push(externalId);
  }
  return { spans, gone };
}

/**
 * Entries of ours that a whole list should have named and did not, as Google has them when it is asked about each: somebody
 * took them out, or moved them out of sight, or they were put in while the list was read.
 */
async function notListed(
  ctx: Ctx,
  { source, calendar, told }: Omit<Pulled, "connection">,
): Promise<CalendarEvent[]> {
  const listed = new Set(told.events.map(({ id }) => id));
  const { until } = windowFrom(told.began.getTime());
  const known = await ctx.db
    .select({ eventId: calendarEntries.eventId })
    .from(calendarEntries)
    .where(
      and(
        ...[eq(calendarEntries.practiceId, ctx.practiceId), eq(calendarEntries.calendarId, source.id)],
        eq(calendarEntries.status, "present"),
        gt(calendarEntries.endsAt, told.began),
        lt(calendarEntries.startsAt, until),
      ),
    );
  const found: CalendarEvent[] = [];
  for (const { eventId } of known) {
    if (listed.has(eventId)) continue;
    const heard = await calendar.find(source.externalId ?? "", eventId);
    if (heard.outcome === "done") found.push(heard.value);
    else if (heard.outcome === "refused" && heard.code === "missing") found.push(absent(eventId, told.began));
  }
  return found;
}

function absent(id: string, changedAt: Date): CalendarEvent {
  const nothing = { etag: "", span: null, isBusy: false, appointmentId: null, meet: null };
  return { id, changedAt, isCancelled: true, ...nothing };
}

/**
 * Hold an event of ours against its appointment. It is the therapist's question only where we are done with it: what we
 * still have to write, and what the list read before we wrote, is nobody's deed.
 */
async function compare(
  ctx: Ctx,
  connection: Connection,
  entry: EntryRow,
  event: CalendarEvent,
): Promise<void> {
  const wanted = await wantedFor(ctx, connection, entry.appointmentId);
  if (!wanted || wanted.isOver || entry.status !== "present" || entry.face !== wanted.face) return;
  // What is taken out stays out and may come without a date; anything else is compared when it is newer than what we wrote.
  if (!event.isCancelled && entry.changedThere && event.changedAt < entry.changedThere) return;
  if (!event.isCancelled) await keepSeen(ctx, entry, event);
  const { startsAt, endsAt } = wanted.entry;
  const kind = differs({ startsAt, endsAt }, event);
  if (kind) {
    await propose(ctx, entry, { kind, span: kind === "deleted" ? null : event.span, stoodAt: startsAt });
    return;
  }
  const open = await openProposalOf(ctx, entry.appointmentId);
  if (open) await closeProposal(ctx, open.id, "withdrawn");
}

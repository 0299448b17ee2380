import { and, eq, isNull } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { calendars } from "#app/db/schema/calendar.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { Calendar, CalendarEvent, Heard } from "#app/world/calendars.ts";
import type { World } from "#app/world.ts";
import { breakOff, brokeOff, type Connection, connectionOf, openCalendar } from "./connection.ts";
import { type EntryRow, entryOf, intend, keepFound, keepGone, keepPresent, keepSeen } from "./entries.ts";
import { closeMoot, openProposalOf } from "./proposals.ts";
import { askFor } from "./turns.ts";
import { type Wanted, wantedFor } from "./wanted.ts";

/** How many steps one piece of work takes before it makes room for others; each brings the calendar nearer. */
const steps = 8;

/** A meeting room that does not come is asked after so often, and so long. */
const meetSeconds = 20;
const meetPatience = 10 * 60_000;

/** Bring a therapist's calendar to what stands here, after something happened to a booking. */
export async function followBooking(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const [found] = await ctx.db
    .select({ appointmentId: bookings.appointmentId })
    .from(bookings)
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, subjectId)));
  if (found) await push(ctx, world, found.appointmentId);
}

/** Bring a therapist's calendar to what stands here for one appointment. */
export function pushAppointment(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  return push(ctx, world, subjectId);
}

type State = {
  connection: Connection;
  wanted: Wanted | null;
  entry: EntryRow | null;
  /** The calendar we write to: ours, and as Google calls it. */
  writes: { id: string; externalId: string };
};

/**
 * Each step looks at what stands here, what was last put there, and does one thing about the difference; then it looks
 * again. So whoever came in between, and whatever was cut short, the last step leaves the calendar as it should be.
 * Throws while Google gives no certain answer, so that the job comes back.
 */
async function push(ctx: Ctx, world: World, appointmentId: string): Promise<void> {
  for (let step = 0; step < steps; step++) {
    const state = await look(ctx, appointmentId);
    const calendar = state && openCalendar(ctx, world, state.connection);
    if (!state || !calendar) return;
    const next = await nextStep(ctx, state, appointmentId);
    if (!next) return;
    const heard = await next(calendar);
    if (heard === "enough") return;
    if (heard.outcome === "away") throw new Error(`The calendar service does not answer: ${heard.why}`);
    if (heard.outcome === "done") continue;
    if (await brokeOff(ctx, state.connection, heard.code)) return;
    if (heard.code === "missing") return breakOff(ctx, state.connection, "no_calendar");
    throw new Error(`The calendar service refuses an entry: ${heard.code}`);
  }
  await askFor(ctx, "push_appointment", [appointmentId], 1);
}

async function look(ctx: Ctx, appointmentId: string): Promise<State | null> {
  const [appointment] = await ctx.db
    .select({ therapistId: appointments.therapistId })
    .from(appointments)
    .where(and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.id, appointmentId)));
  const connection = appointment && (await connectionOf(ctx, appointment.therapistId));
  if (!connection || connection.state === "needs_reconnect") return null;
  const [writes] = await ctx.db
    .select({ id: calendars.id, externalId: calendars.externalId })
    .from(calendars)
    .where(
      and(
        eq(calendars.connectionId, connection.id),
        eq(calendars.isWritten, true),
        isNull(calendars.endedAt),
      ),
    );
  if (!writes?.externalId) return null;
  // In this order: of two pieces of work at once, the one that writes last has seen what stands here last.
  const entry = await entryOf(ctx, connection, appointmentId);
  const wanted = await wantedFor(ctx, connection, appointmentId);
  return {
    connection,
    // Whoever leaves takes what is to come out of the calendar; what was, stays as a memory.
    wanted: connection.state === "leaving" && !wanted?.isOver ? null : wanted,
    entry,
    writes: { id: writes.id, externalId: writes.externalId },
  };
}

/** `enough`: what is left to be done is done by another piece of work. */
type Step = (calendar: Calendar) => Promise<Heard<unknown> | "enough">;
type Asked = (calendar: Calendar) => Promise<Heard<unknown>>;

async function nextStep(ctx: Ctx, state: State, appointmentId: string): Promise<Step | null> {
  const { connection, wanted, entry, writes } = state;
  const proposal = await openProposalOf(ctx, appointmentId);
  const isAsked = proposal !== null && proposal.stoodAt.getTime() === wanted?.entry.startsAt.getTime();
  // As long as the therapist has been asked what it shall be, the calendar is left as they made it.
  if (isAsked && connection.state === "connected") return null;
  if (proposal) await closeMoot(ctx, proposal);

  if (!wanted) return entry && entry.status !== "gone" ? takeOut(ctx, connection, entry) : null;
  if (wanted.isOver) return null;
  if (!entry || entry.status === "gone") {
    await intend(ctx, connection, {
      ...{ appointmentId, calendarId: writes.id },
      attempt: entry ? entry.attempt + 1 : 0,
    });
    return nothing;
  }
  if (entry.calendarId !== writes.id) return takeOut(ctx, connection, entry);
  if (entry.status === "wanted") return putIn(ctx, state, entry, wanted);
  if (entry.face !== wanted.face) return makeRight(ctx, state, entry, wanted);
  return entry.isMeetPending ? askForMeeting(ctx, state, entry) : null;
}

const nothing: Step = async () => ({ outcome: "done", value: null });

/** Take an event out of the calendar it was put into, which may be another than is written to by now. */
async function takeOut(ctx: Ctx, connection: Connection, entry: EntryRow): Promise<Asked> {
  const [calendar] = await ctx.db
    .select({ externalId: calendars.externalId })
    .from(calendars)
    .where(and(eq(calendars.connectionId, connection.id), eq(calendars.id, entry.calendarId)));
  return async (google) => {
    const removed = await google.remove(calendar?.externalId ?? "", entry.eventId);
    if (removed.outcome === "done") await keepGone(ctx, entry);
    return removed;
  };
}

function putIn(ctx: Ctx, state: State, entry: EntryRow, wanted: Wanted): Asked {
  return async (google) => {
    const added = await google.add(state.writes.externalId, entry.eventId, wanted.entry);
    if (added.outcome === "refused" && added.code === "taken") return lookThere(ctx, state, entry)(google);
    if (added.outcome === "done") await keepPresent(ctx, entry, added.value, wanted);
    return added;
  };
}

/** Make an event what it should be, as long as it is as we last knew it. */
function makeRight(ctx: Ctx, state: State, entry: EntryRow, wanted: Wanted): Asked {
  const { etag, eventId } = entry;
  if (!etag) return lookThere(ctx, state, entry);
  return async (google) => {
    const changed = await google.change(state.writes.externalId, eventId, etag, wanted.entry);
    if (changed.outcome === "refused" && changed.code === "changed")
      return lookThere(ctx, state, entry)(google);
    if (wasTakenOut(changed)) return putInAnew(ctx, state, entry);
    if (changed.outcome === "done") await keepPresent(ctx, entry, changed.value, wanted);
    return changed;
  };
}

/** Learn how an event stands there, for the next step to make it right. */
function lookThere(ctx: Ctx, state: State, entry: EntryRow): Asked {
  return async (google) => {
    const found = await google.find(state.writes.externalId, entry.eventId);
    if (wasTakenOut(found)) return putInAnew(ctx, state, entry);
    if (found.outcome === "done") await keepFound(ctx, entry, found.value);
    return found;
  };
}

/** One that was taken out there comes back under an id of its own: the last is used up. */
async function putInAnew(ctx: Ctx, { connection, writes }: State, entry: EntryRow): Promise<Heard<null>> {
  const { appointmentId, attempt } = entry;
  await intend(ctx, connection, { appointmentId, calendarId: writes.id, attempt: attempt + 1 });
  return { outcome: "done", value: null };
}

function wasTakenOut(heard: Heard<CalendarEvent>): boolean {
  if (heard.outcome === "done") return heard.value.isCancelled;
  return heard.outcome === "refused" && (heard.code === "missing" || heard.code === "stale");
}

function askForMeeting(ctx: Ctx, { writes }: State, entry: EntryRow): Step | null {
  const since = ctx.now().getTime() - (entry.pushedAt ?? entry.createdAt).getTime();
  if (since > meetPatience) return null;
  return async (google) => {
    const found = await google.find(writes.externalId, entry.eventId);
    if (found.outcome !== "done") return wasTakenOut(found) ? { outcome: "done", value: null } : found;
    await keepSeen(ctx, entry, found.value);
    // The next look is a piece of work of its own: this one has not to wait for it.
    if (found.value.meet?.isPending)
      await askFor(ctx, "push_appointment", [entry.appointmentId], meetSeconds);
    return "enough";
  };
}

import { and, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { calendarEntries, calendarProposals } from "#app/db/schema/calendar/entries.ts";
import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { inTime } from "#app/domain/in-time.ts";
import { type Interval, overlaps, subtract } from "#app/values/interval.ts";
import type { World } from "#app/world.ts";
import { sourcesOf } from "./choose.ts";
import { brokeOff, type Connection, connectionOf, openCalendar } from "./connection.ts";
import { askToPull } from "./due.ts";
import { lookoutOf } from "./lookout.ts";
import type { CalendarRow } from "./pull.ts";

/** How long whoever books is kept waiting for a therapist's calendar, ms (domain, "Calendar"). */
const patience = 1_500;
const DAY = 86_400_000;

/** `unseen`: the calendar did not say in time, so what was pulled decides and somebody looks again afterwards. */
export type Look = "free" | "busy" | "unseen" | "unconnected";

/** A session somebody would take; `except` is an appointment that is to move there. */
type Slot = { therapistId: string; startsAt: number; endsAt: number; except?: string | undefined };

/**
 * Ask a therapist's calendars, now, whether a time is free, before anything is locked. It looks at the session and not at
 * the time around it: buffers are between sessions. Where it is busy, what the calendars say is pulled too.
 */
export async function lookLive(ctx: Ctx, world: World, slot: Slot): Promise<Look> {
  const connection = await connectionOf(ctx, slot.therapistId);
  if (!world.calendars || connection?.state !== "connected") return "unconnected";
  const day = Math.floor(slot.startsAt / DAY) * DAY;
  const window = { from: new Date(day), until: new Date(day + 2 * DAY) };
  const question = lookoutOf(world.calendars).question(slot.therapistId, {
    about: `${connection.id} ${day}`,
    now: ctx.now().getTime(),
    ask: () => inTime(askBusy(ctx, world, connection, window), { otherwise: null, patience }),
  });
  // Whoever waits for the answer to somebody else's question waits no longer for both.
  const busy = await inTime(question, { otherwise: null, patience });
  if (busy === null) return "unseen";
  const left = subtract(busy, await ownAndOutdated(ctx, connection, slot));
  const taken = { from: slot.startsAt, until: slot.endsAt };
  if (!left.some((one) => overlaps(one, taken))) return "free";
  const sources = await sourcesOf(ctx, connection);
  await inTransaction(ctx, (ctx) =>
    askToPull(
      ctx,
      sources.map(({ id }) => id),
    ),
  );
  return "busy";
}

/** The same for a session of a type somebody asks for by its name; free where there is no such type, which booking will say. */
export async function lookForWish(
  ctx: Ctx,
  world: World,
  { therapistId, typeSlug, startsAt }: { therapistId: string; typeSlug: string; startsAt: number },
): Promise<Look> {
  if (!world.calendars) return "unconnected";
  const [type] = await ctx.db
    .select({ minutes: sessionTypes.minutes })
    .from(offers)
    .innerJoin(sessionTypes, eq(sessionTypes.id, offers.sessionTypeId))
    .where(
      and(
        ...[eq(offers.practiceId, ctx.practiceId), eq(offers.therapistId, therapistId)],
        eq(sessionTypes.slug, typeSlug),
      ),
    );
  if (!type) return "unconnected";
  return lookLive(ctx, world, { therapistId, startsAt, endsAt: startsAt + type.minutes * 60_000 });
}

async function askBusy(
  ctx: Ctx,
  world: World,
  connection: Connection,
  window: { from: Date; until: Date },
): Promise<Interval[] | null> {
  // One that is refused, as when nobody shares it any more, would leave the others without an answer.
  const isAnswering = ({ blocks, trouble }: CalendarRow) =>
    blocks && (trouble === null || trouble === "away");
  const sources = (await sourcesOf(ctx, connection)).filter(isAnswering);
  const google = openCalendar(ctx, world, connection);
  if (!google || sources.length === 0) return [];
  const heard = await google.busy(
    sources.flatMap(({ externalId }) => externalId ?? []),
    window,
  );
  if (heard.outcome === "done")
    return heard.value.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), until: endsAt.getTime() }));
  if (heard.outcome === "refused") await brokeOff(ctx, connection, heard.code);
  return null;
}

/**
 * What of ours stands in the calendar where nothing of ours stands any more: what was moved or called off and not yet
 * written there, what is about to move, and what the therapist dragged elsewhere and has been asked about.
 */
async function ownAndOutdated(ctx: Ctx, { id }: Connection, { startsAt, endsAt, except }: Slot) {
  const [from, until] = [new Date(startsAt), new Date(endsAt)];
  const isElsewhere = or(
    eq(appointments.occupies, false),
    ne(appointments.startsAt, calendarEntries.startsAt),
    except ? eq(appointments.id, except) : sql`false`,
  );
  const entries = await ctx.db
    .select({ from: calendarEntries.startsAt, until: calendarEntries.endsAt })
    .from(calendarEntries)
    .innerJoin(appointments, eq(appointments.id, calendarEntries.appointmentId))
    .where(
      and(
        ...[eq(calendarEntries.connectionId, id), eq(calendarEntries.status, "present"), isElsewhere],
        ...[lt(calendarEntries.startsAt, until), gt(calendarEntries.endsAt, from)],
      ),
    );
  const asked = await ctx.db
    .select({ from: calendarProposals.startsAt, until: calendarProposals.endsAt })
    .from(calendarProposals)
    .innerJoin(calendarEntries, eq(calendarEntries.id, calendarProposals.entryId))
    .where(
      and(
        ...[eq(calendarEntries.connectionId, id), isNull(calendarProposals.closedAt)],
        ...[lt(calendarProposals.startsAt, until), gt(calendarProposals.endsAt, from)],
      ),
    );
  return [...entries, ...asked].flatMap(({ from, until }) =>
    from && until ? { from: from.getTime(), until: until.getTime() } : [],
  );
}

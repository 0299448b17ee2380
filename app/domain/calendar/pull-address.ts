import { and, eq } from "drizzle-orm";
import { calendars } from "#app/db/schema/calendar.ts";
import { users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { keepPulled } from "#app/domain/availability/keep-pulled.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { merge } from "#app/values/interval.ts";
import type { BusyEvent, Reading, ReadingWish } from "#app/world/addresses.ts";
import type { World } from "#app/world.ts";
import { isFirst } from "./merge.ts";
import { ownUids } from "./own-uids.ts";
import type { CalendarRow } from "./pull.ts";
import { nextPull, wantsList, windowFrom } from "./rules.ts";
import { urlOf } from "./sealed-url.ts";

/**
 * Read a calendar that is only an address, and keep when its owner is busy. Where nothing changed, or nobody answers, what
 * was kept stays; it is asked again soon, and ever later.
 */
export async function pullAddress(ctx: Ctx, { addresses }: World, source: CalendarRow): Promise<void> {
  const url = urlOf(ctx, source);
  if (!addresses || !url) return;
  const began = ctx.now();
  const since = wantsList(source, began.getTime()) ? null : source.syncToken;
  const read = await addresses.read(url, { since, ...(await manner(ctx, source.therapistId, began)) });
  if (read.outcome === "done") return keepReading(ctx, source, { began, reading: read.value });
  const failures = source.failures + 1;
  const trouble = read.outcome === "refused" ? read.code : "away";
  const nextPullAt = new Date(nextPull(ctx.now().getTime(), failures, Math.random()));
  await ctx.db
    .update(calendars)
    .set({ failures, trouble, nextPullAt })
    .where(and(eq(calendars.id, source.id), eq(calendars.revision, source.revision)));
}

/** How a therapist's calendars are read: for how long ahead, by which clock where they name none, and as whose. */
export async function manner(
  { db, practiceId }: Ctx,
  therapistId: string,
  began: Date,
): Promise<Omit<ReadingWish, "since">> {
  const [therapist] = await db
    .select({ zone: therapists.zone, email: users.email })
    .from(therapists)
    .innerJoin(members, eq(members.id, therapists.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(therapists.practiceId, practiceId), eq(therapists.id, therapistId)));
  const { zone = "UTC", email } = therapist ?? {};
  return { window: windowFrom(began.getTime()), zone, self: email ? [email] : [] };
}

/**
 * Keep what an address said, under the therapist's lock, so that whoever books sees all of it or nothing. Of two readings
 * at once the later one to finish is dropped.
 */
export async function keepReading(
  ctx: Ctx,
  source: CalendarRow,
  { began, reading: { events, token } }: { began: Date; reading: Reading },
): Promise<void> {
  if (events === null) {
    await isFirst(ctx, source, { began, isWhole: false, token });
    return;
  }
  await inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, source.therapistId);
    if (!(await isFirst(ctx, source, { began, isWhole: true, token }))) return;
    const own = await ownUids(ctx, source.therapistId, new Set(events.map(({ uid }) => uid)));
    const spans = apart(events.filter(({ uid }) => !own.has(uid)));
    const { id: calendarId, therapistId } = source;
    await keepPulled(ctx, { therapistId, calendarId, source: "ical" }, { spans, gone: "all" });
  });
}

/** When somebody is busy, and nothing of with what: events that overlap or touch become one. */
function apart(events: readonly BusyEvent[]) {
  const spans = merge(events.map(({ startsAt, endsAt }) => ({ from: +startsAt, until: +endsAt })));
  return spans.map(({ from, until }) => ({
    externalId: `${from}-${until}`,
    ...{ startsAt: new Date(from), endsAt: new Date(until) },
  }));
}

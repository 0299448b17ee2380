import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { calendarFeeds } from "#app/db/schema/calendar.ts";
import { members } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, type House, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { type BusyEntry, busyCalendar } from "#app/emails/busy-calendar.ts";
import { newId } from "#app/values/ids.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { ownTherapist } from "./own.ts";
import { uidOf } from "./own-uids.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
const purpose = "calendar-feed";
/** How long what is over stays in a feed. */
const pastDays = 30;

export type Feed = { url: string; madeAt: Date; readAt: Date | null };

/** The address at which a therapist's own programs read their appointments; null where there is none. */
export async function ownFeed(ctx: MemberCtx): Promise<Feed | null> {
  const therapistId = ownTherapist(ctx);
  const [found] = therapistId
    ? await ctx.db.select().from(calendarFeeds).where(isOpen(ctx, therapistId))
    : [];
  if (!found) return null;
  const { token } = ctx.vault.token(purpose, found.id, 0, found.ring);
  return { url: `${ctx.appUrl}/calendar/${token}.ics`, madeAt: found.createdAt, readAt: found.readAt };
}

/** Make a therapist's feed, or make it anew: the address there was is dead from here on. Null for who has no calendar. */
export function makeFeed(ctx: MemberCtx): Promise<true | null> {
  return inTransaction(ctx, async (ctx) => {
    const therapistId = ownTherapist(ctx);
    if (!therapistId) return null;
    await lockTherapist(ctx, therapistId);
    await end(ctx, therapistId);
    const id = newId();
    const { token, ring } = ctx.vault.token(purpose, id, 0);
    await ctx.db.insert(calendarFeeds).values({
      ...{ id, practiceId: ctx.practiceId, therapistId, hash: hashOf(token), ring },
      createdAt: ctx.now(),
    });
    await record(ctx, "calendar.feed_made", { id });
    return true;
  });
}

/** End a therapist's feed. Null where there is none. */
export function endFeed(ctx: MemberCtx): Promise<true | null> {
  return inTransaction(ctx, async (ctx) => {
    const therapistId = ownTherapist(ctx);
    if (!therapistId) return null;
    const ended = await end(ctx, therapistId);
    if (ended) await record(ctx, "calendar.feed_ended", { id: ended });
    return ended ? true : null;
  });
}

async function end(ctx: Ctx, therapistId: string): Promise<string | null> {
  const [ended] = await ctx.db
    .update(calendarFeeds)
    .set({ endedAt: ctx.now() })
    .where(isOpen(ctx, therapistId))
    .returning({ id: calendarFeeds.id });
  return ended?.id ?? null;
}

function isOpen({ practiceId }: Ctx, therapistId: string) {
  return and(
    ...[eq(calendarFeeds.practiceId, practiceId), eq(calendarFeeds.therapistId, therapistId)],
    isNull(calendarFeeds.endedAt),
  );
}

/**
 * A feed as a file, for whoever has its address: when the therapist is taken, from a month ago on, and where each is to be
 * found on our pages by who may see it there. No name, no kind of session. Null for an address that is none, or is dead;
 * with whoever left the practice theirs is.
 */
export async function readFeed(house: House, token: string): Promise<string | null> {
  if (!isToken(token)) return null;
  const [feed] = await house.db
    .select({
      ...{ id: calendarFeeds.id, practiceId: calendarFeeds.practiceId, readAt: calendarFeeds.readAt },
      therapistId: calendarFeeds.therapistId,
    })
    .from(calendarFeeds)
    .innerJoin(therapists, eq(therapists.id, calendarFeeds.therapistId))
    .innerJoin(members, eq(members.id, therapists.memberId))
    .where(
      and(eq(calendarFeeds.hash, hashOf(token)), isNull(calendarFeeds.endedAt), isNull(members.endedAt)),
    );
  if (!feed) return null;
  const ctx: Ctx = { ...house, practiceId: feed.practiceId };
  const now = ctx.now();
  // Programs ask every few minutes; that they do is known well enough without writing it each time.
  const quiet = new Date(now.getTime() - 10 * MINUTE);
  if (!feed.readAt || feed.readAt < quiet)
    await ctx.db
      .update(calendarFeeds)
      .set({ readAt: now })
      .where(
        and(eq(calendarFeeds.id, feed.id), or(isNull(calendarFeeds.readAt), lt(calendarFeeds.readAt, quiet))),
      );
  return busyCalendar(await entriesOf(ctx, feed.therapistId, new Date(now.getTime() - pastDays * DAY)));
}

async function entriesOf(ctx: Ctx, therapistId: string, since: Date): Promise<BusyEntry[]> {
  const stands = sql`${bookings.status} in ('confirmed', 'attended', 'no_show')`;
  const rows = await ctx.db
    .select({
      ...{ id: appointments.id, startsAt: appointments.startsAt, endsAt: appointments.endsAt },
      sequence: sql<number>`max(${bookings.sequence})`,
      changedAt: sql<number>`(extract(epoch from max(${bookings.changedAt})) * 1000)::float8`,
      bookingId: sql<string>`(array_agg(${bookings.id} order by ${bookings.id}) filter (where ${stands}))[1]`,
    })
    .from(appointments)
    .innerJoin(bookings, eq(bookings.appointmentId, appointments.id))
    .where(
      and(
        ...[eq(appointments.practiceId, ctx.practiceId), eq(appointments.therapistId, therapistId)],
        gt(appointments.endsAt, since),
      ),
    )
    .groupBy(appointments.id)
    .having(sql`bool_or(${stands})`)
    .orderBy(asc(appointments.startsAt), asc(appointments.id));
  return rows.map(({ id, startsAt, endsAt, sequence, changedAt, bookingId }) => ({
    ...{ uid: uidOf(ctx, id), startsAt, endsAt, sequence },
    writtenAt: new Date(changedAt),
    url: `${ctx.appUrl}/practice/bookings/${bookingId}`,
  }));
}

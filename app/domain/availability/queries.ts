import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { list, ms } from "#app/db/lists.ts";
import { prepared } from "#app/db/prepared.ts";
import { busyTimes, hourOverrides, timeAway, weeklyHours } from "#app/db/schema/availability.ts";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { practices } from "#app/db/schema/practices.ts";
import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import { licences, therapists } from "#app/db/schema/therapists.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { SessionType } from "#app/domain/session-types/queries.ts";
import { hasRoom } from "#app/domain/therapists/has-room.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { Availability, HourOverride, WeeklyHours } from "./rules.ts";

type Diary = Pick<
  Availability,
  "hours" | "overrides" | "away" | "busy" | "appointments" | "perDayCap" | "perWeekCap" | "therapistZone"
>;

/** Everything that decides when a therapist can be booked for a type, around a span of time. */
export type OpenDiary = {
  therapist: Therapist;
  type: SessionType;
  currency: string;
  regions: string[];
  /** Whether somebody who is not in the therapist's care yet may book: she is accepting and her caseload has room. */
  takesNew: boolean;
  diary: Diary;
};

const day = 86_400_000;

/**
 * Read a therapist's diary for one of the types they offer, in one statement. The span is widened by a day and the
 * longest buffer on both sides, and by a week where weeks are capped, so that buffers and caps are judged on whole
 * neighbours, days and weeks. A time whose hold has
 * run out counts as open, even before anything released it; so do the appointments `except`, which are about to move.
 * `regions` are those the therapist is licensed in on their own today. Null when the therapist does not offer the type, or not
 * in public; the practice itself looks `behindTheDoor`, where what is not published yet can be booked all the same.
 */
export async function readDiary(
  ctx: Ctx,
  wish: {
    therapistId: string;
    typeSlug: string;
    from: number;
    to: number;
    except?: string | readonly string[] | undefined;
    behindTheDoor?: boolean;
  },
): Promise<OpenDiary | null> {
  const [row] = await prepared(ctx.db, "diary", diaryStatement).execute({
    practice: ctx.practiceId,
    therapist: wish.therapistId,
    type: wish.typeSlug,
    from: new Date(wish.from - 2 * day),
    to: new Date(wish.to + 2 * day),
    except: [wish.except ?? []].flat(),
    now: ctx.now(),
  });
  if (!row) return null;
  if (!wish.behindTheDoor && !(row.therapist.isPublished && row.type.isPublished)) return null;
  const { therapist, type, currency, hasRoom, hours, overrides, away, busy, taken } = row;
  const today = dayOf(therapist.zone, ctx.now());
  return {
    therapist,
    type,
    currency,
    regions: row.licences
      .filter(([, expiresOn]) => expiresOn === null || expiresOn >= today)
      .map(([region]) => region),
    takesNew: therapist.isAccepting && hasRoom,
    diary: {
      hours,
      overrides,
      away: away.map(toSpan),
      busy: busy.map(toSpan),
      appointments: taken.map(([startsAt, endsAt, bufferBefore, bufferAfter]) => ({
        startsAt,
        endsAt,
        bufferBefore,
        bufferAfter,
      })),
      perDayCap: therapist.perDayCap,
      perWeekCap: therapist.perWeekCap,
      therapistZone: therapist.zone,
    },
  };
}

function toSpan([startsAt, endsAt]: [number, number]) {
  return { startsAt, endsAt };
}

function diaryStatement(db: Db, name: string) {
  const therapist = sql.placeholder("therapist");
  const from = sql`${sql.placeholder("from")}::timestamptz`;
  const to = sql`${sql.placeholder("to")}::timestamptz`;
  const now = sql`${sql.placeholder("now")}::timestamptz`;
  const week = sql`(case when ${therapists.perWeekCap} is null then interval '0' else interval '7 days' end)`;

  return db
    .select({
      therapist: therapists,
      type: sessionTypes,
      currency: practices.currency,
      hasRoom: hasRoom(),
      licences: list<[string, string | null][]>(
        sql`json_build_array(${licences.region}, ${licences.expiresOn}) order by ${licences.region}`,
        sql`${licences} where ${licences.therapistId} = ${therapist}`,
      ),
      hours: list<WeeklyHours[]>(
        sql`
        json_strip_nulls(json_build_object('weekday', ${weeklyHours.weekday}, 'startMinute', ${weeklyHours.startMinute},
          'length', ${weeklyHours.length}, 'zone', ${weeklyHours.zone}, 'from', ${weeklyHours.fromDate}, 'until', ${weeklyHours.untilDate}))`,
        sql`${weeklyHours} where ${weeklyHours.therapistId} = ${therapist}`,
      ),
      overrides: list<HourOverride[]>(
        sql`
        json_build_object('date', ${hourOverrides.date}, 'zone', ${hourOverrides.zone}, 'ranges', ${hourOverrides.ranges})`,
        sql`${hourOverrides} where ${hourOverrides.therapistId} = ${therapist}
          and ${hourOverrides.date} between (${from} - interval '2 days')::date and (${to} + interval '2 days')::date`,
      ),
      away: list<[number, number][]>(
        sql`json_build_array(${ms(timeAway.startsAt)}, ${ms(timeAway.endsAt)})`,
        sql`${timeAway} where ${timeAway.therapistId} = ${therapist} and ${timeAway.endsAt} > ${from} and ${timeAway.startsAt} < ${to}`,
      ),
      busy: list<[number, number][]>(
        sql`json_build_array(${ms(busyTimes.startsAt)}, ${ms(busyTimes.endsAt)})`,
        sql`${busyTimes} where ${busyTimes.therapistId} = ${therapist} and ${busyTimes.endsAt} > ${from} and ${busyTimes.startsAt} < ${to}`,
      ),
      taken: list<[number, number, number, number][]>(
        sql`
        json_build_array(${ms(appointments.startsAt)}, ${ms(appointments.endsAt)}, ${appointments.bufferBefore}, ${appointments.bufferAfter})`,
        sql`${appointments} where ${appointments.therapistId} = ${therapist} and ${appointments.occupies}
          and ${appointments.id} <> all(${sql.placeholder("except")}::uuid[])
          and ${appointments.endsAt} > ${from} - ${week} and ${appointments.startsAt} < ${to} + ${week}
          and (${appointments.capacity} > 1 or ${appointments.id} not in (
            select ${bookings.appointmentId} from ${bookings} where ${bookings.therapistId} = ${therapist}
              and ${bookings.status} in ('held', 'requested') and ${bookings.holdsUntil} <= ${now}))`,
      ),
    })
    .from(offers)
    .innerJoin(therapists, eq(therapists.id, offers.therapistId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, offers.sessionTypeId))
    .innerJoin(practices, eq(practices.id, offers.practiceId))
    .where(
      and(
        eq(offers.practiceId, sql.placeholder("practice")),
        eq(offers.therapistId, therapist),
        eq(sessionTypes.slug, sql.placeholder("type")),
      ),
    )
    .prepare(name);
}

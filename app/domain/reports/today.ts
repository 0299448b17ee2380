import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { list, ms as msOf } from "#app/db/lists.ts";
import { prepared } from "#app/db/prepared.ts";
import type { BookingStatus, FeeDecision } from "#app/db/schema/bookings.ts";
import type { ClientKind, Stage } from "#app/db/schema/clients.ts";
import type { Place, SessionKind } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { addDays, dayNumber, dayOf, startOfDay, weekdayOf } from "#app/values/zoned.ts";

/** Somebody on the day; instants are milliseconds. */
export type Visit = {
  id: string;
  clientId: string;
  clientName: string;
  clientKind: ClientKind;
  isUnderAge: boolean;
  status: BookingStatus;
  kind: SessionKind;
  typeName: string;
  place: Place;
  /** The meeting room that was made for it alone. */
  meetUrl: string | null;
  startsAt: number;
  endsAt: number;
  holdsUntil: number | null;
  price: number;
  discount: number;
  lateFeePercent: number;
  feeDecision: FeeDecision | null;
  isSecondOpenCall: boolean;
  /** Whether nobody chose yet, after a call, how to go on. */
  isUndecided: boolean;
  stage: Stage | null;
  /** Which session with this therapist it is; calls are not counted. */
  nth: number;
  /** Whether somebody sent a few lines before it. */
  hasLines: boolean;
  /** Where each person said they are, at its door; `name` is null for one nobody here knows. */
  whereabouts: { name: string | null; country: string; region: string | null; isWaiting: boolean }[];
};

/** A group or an event on the day. */
export type Gathering = {
  name: string;
  place: Place;
  startsAt: number;
  endsAt: number;
  coming: number;
  seats: number;
};

export type Day = {
  visits: Visit[];
  gatherings: Gathering[];
  /** Time away that touches the day. */
  away: { startsAt: number; endsAt: number }[];
  /** The first session after the day. */
  after: { clientName: string; startsAt: number } | null;
  week: { held: number; booked: number; calls: number; fees: number };
};

/** A therapist's day, and the sums of its week, read in one statement. A day out of reach is empty. */
export async function readDay(ctx: MemberCtx, therapist: Pick<Therapist, "id" | "zone">): Promise<Day> {
  const { practiceId } = ctx;
  const empty = {
    visits: [],
    gatherings: [],
    away: [],
    after: null,
    week: { held: 0, booked: 0, calls: 0, fees: 0 },
  };
  if (!may(ctx.actor, "diary.see", { practiceId, therapistIds: [therapist.id] })) return empty;
  const today = dayOf(therapist.zone, ctx.now());
  const monday = addDays(today, 1 - weekdayOf(dayNumber(today)));
  const begins = (date: string) => new Date(startOfDay(therapist.zone, date));
  const [day] = await prepared(ctx.db, "day", dayStatement).execute({
    practice: practiceId,
    therapist: therapist.id,
    now: ctx.now(),
    from: begins(today),
    until: begins(addDays(today, 1)),
    monday: begins(monday),
    sunday: begins(addDays(monday, 7)),
  });
  return day ?? empty;
}

const at = (name: string) => sql`${sql.placeholder(name)}::timestamptz`;
const ms = (column: string) => msOf(sql.raw(column));

/** Requests and holds stand on the day while they last. */
const stands = sql`(b.status in ('confirmed', 'attended', 'no_show')
  or (b.status in ('requested', 'held') and b.holds_until > ${at("now")}))`;

/** Whatever stands occupies its time: said too, so that appointments_by_therapist finds it. */
const isTheirs = sql`a.therapist_id = therapists.id and a.occupies`;

const ofTheDay = sql`a.starts_at < ${at("until")} and a.ends_at > ${at("from")}`;

function dayStatement(db: Db, name: string) {
  return db
    .select({
      visits: visits(),
      gatherings: gatherings(),
      away: list<Day["away"]>(
        sql`json_build_object('startsAt', ${ms("w.starts_at")}, 'endsAt', ${ms("w.ends_at")}) order by w.starts_at`,
        sql`time_away w where w.therapist_id = therapists.id and w.starts_at < ${at("until")} and w.ends_at > ${at("from")}`,
      ),
      after: sql<
        Day["after"]
      >`(select json_build_object('clientName', c.name, 'startsAt', ${ms("a.starts_at")})
        from appointments a join bookings b on b.appointment_id = a.id join clients c on c.id = b.client_id
        where ${isTheirs} and b.status = 'confirmed' and a.ends_at > ${at("until")} and a.starts_at >= ${at("until")}
        order by a.starts_at limit 1)`,
      week: week(),
    })
    .from(therapists)
    .where(
      and(
        eq(therapists.practiceId, sql.placeholder("practice")),
        eq(therapists.id, sql.placeholder("therapist")),
      ),
    )
    .prepare(name);
}

function visits() {
  const nth = sql`(select count(*) + 1 from bookings earlier
    join appointments e on e.id = earlier.appointment_id join session_types et on et.id = e.session_type_id
    where earlier.client_id = b.client_id and earlier.therapist_id = b.therapist_id and et.kind <> 'discovery'
      and earlier.status in ('confirmed', 'attended') and e.starts_at < a.starts_at)`;
  return list<Visit[]>(
    sql`json_build_object('id', b.id, 'clientId', b.client_id, 'clientName', c.name, 'clientKind', c.kind,
      'isUnderAge', exists (select 1 from participants p where p.client_id = c.id and p.is_under_age),
      'status', b.status, 'kind', t.kind, 'typeName', t.name, 'place', a.place, 'meetUrl', ${meetUrl}, 'startsAt', ${ms("a.starts_at")},
      'endsAt', ${ms("a.ends_at")}, 'holdsUntil', ${ms("b.holds_until")}, 'price', b.price, 'discount', b.discount,
      'lateFeePercent', b.late_fee_percent, 'feeDecision', b.fee_decision, 'isSecondOpenCall', b.is_second_open_call,
      'isUndecided', b.status = 'attended' and t.kind = 'discovery' and r.stage = 'discovery'
        and (r.not_yet_at is null or r.not_yet_at < a.starts_at),
      'stage', r.stage, 'nth', ${nth}, 'hasLines', ${hasLines}, 'whereabouts', ${atTheDoor})
      order by a.starts_at, b.id`,
    sql`appointments a join bookings b on b.appointment_id = a.id join clients c on c.id = b.client_id
      join session_types t on t.id = a.session_type_id
      left join care_relationships r on r.client_id = b.client_id and r.therapist_id = b.therapist_id
      where ${isTheirs} and a.capacity = 1 and ${ofTheDay} and ${stands}`,
  );
}

const meetUrl = sql`(select entry.meet_url from calendar_entries entry where entry.appointment_id = a.id
  and entry.status = 'present' and entry.meet_url is not null limit 1)`;

/** The log knows it; the words themselves are walled off. */
const hasLines = sql`exists (select 1 from events sent where sent.practice_id = b.practice_id and sent.subject_id = b.id
  and sent.name = 'lines.sent' and not exists (select 1 from events taken where taken.practice_id = sent.practice_id
    and taken.subject_id = sent.subject_id and taken.name = 'lines.taken_back' and (taken.at, taken.id) > (sent.at, sent.id)
    and taken.detail->>'writer' is not distinct from sent.detail->>'writer'))`;

const atTheDoor = sql`(select coalesce(json_agg(json_build_object('name', u.name, 'country', w.country,
    'region', w.region, 'isWaiting', w.is_licensed is false and w.let_in_at is null) order by w.said_at), '[]')
  from (select distinct on (user_id) * from whereabouts where booking_id = b.id order by user_id, said_at desc, id desc) w
  left join users u on u.id = w.user_id)`;

function gatherings() {
  return list<Gathering[]>(
    sql`json_build_object('name', t.name, 'place', a.place, 'startsAt', ${ms("a.starts_at")},
      'endsAt', ${ms("a.ends_at")}, 'seats', a.capacity,
      'coming', (select count(*) from bookings b where b.appointment_id = a.id and ${stands})) order by a.starts_at`,
    sql`appointments a join session_types t on t.id = a.session_type_id
      where ${isTheirs} and a.capacity > 1 and ${ofTheDay}`,
  );
}

/** Sessions of the week that took place, of those that were to; calls; and what the sessions held cost. Nobody invented counts. */
function week() {
  return sql<Day["week"]>`(select json_build_object(
      'held', count(*) filter (where b.status = 'attended'), 'booked', count(*),
      'calls', count(*) filter (where t.kind = 'discovery'),
      'fees', coalesce(sum(b.price - b.discount) filter (where b.status = 'attended'), 0))
    from appointments a join bookings b on b.appointment_id = a.id join session_types t on t.id = a.session_type_id
      join clients c on c.id = b.client_id and not c.is_invented
    where ${isTheirs} and b.status in ('confirmed', 'attended', 'no_show')
      and a.ends_at > ${at("monday")} and a.starts_at >= ${at("monday")} and a.starts_at < ${at("sunday")})`;
}

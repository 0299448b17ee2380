import type pg from "pg";
import type { TestPractice } from "#tests/support/practice.ts";

/** Counted anew, in plain SQL written from the sentences of the brief and not from the query. */
export async function recounted(
  pool: pg.Pool,
  practice: TestPractice,
  at: Date,
): Promise<Record<string, number>> {
  const now = at.toISOString();
  const { rows } = await pool.query(
    `with mine as (select b.*, a.starts_at, a.ends_at, t.kind from bookings b
        join appointments a on a.id = b.appointment_id join session_types t on t.id = a.session_type_id
        where b.therapist_id = '${practice.therapistId}')
     select
       (select count(*)::int from mine where status = 'requested' and holds_until > '${now}') as request,
       (select count(*)::int from mine where status = 'confirmed' and ends_at + interval '2 hours' <= '${now}') as unmarked,
       (select count(*)::int from mine join care_relationships r using (client_id, therapist_id)
         where status = 'attended' and mine.kind = 'discovery' and r.stage = 'discovery'
           and ends_at + interval '48 hours' <= '${now}' and coalesce(r.not_yet_at < starts_at, true)) as undecided,
       (select count(*)::int from mine where price > 0 and late_fee_percent > 0 and fee_decision is null
         and (status = 'no_show' or status = 'cancelled' and is_late)) as fee,
       (select count(*)::int from mine where status in ('requested', 'held', 'confirmed') and ends_at > '${now}'
         and (tstzrange(starts_at, ends_at) && any (select tstzrange(starts_at, ends_at) from busy_times x where x.therapist_id = mine.therapist_id)
           or tstzrange(starts_at, ends_at) && any (select tstzrange(starts_at, ends_at) from time_away x where x.therapist_id = mine.therapist_id))) as clash,
       (select count(distinct mine.id)::int from mine join deliveries d on d.subject_id = mine.id
         where d.status in ('failed', 'unknown') and ends_at > '${now}'::timestamptz - interval '14 days') as letter,
       (select count(*)::int from mine join appointments a on a.id = mine.appointment_id
          join therapists t on t.id = mine.therapist_id where mine.status = 'confirmed' and a.place = 'online'
         and mine.ends_at > '${now}' and mine.starts_at < '${now}'::timestamptz + interval '7 days'
         and t.room_url is null) as room,
       (select count(*)::int from sick_day_bookings s join sick_days d on d.id = s.sick_day_id join mine on mine.id = s.booking_id
         where s.called_off and s.taken_booking_id is null and s.settled_at is null and d.undone_at is null
           and d.carried_out_at + interval '3 days' <= '${now}' and d.pressed_at > '${now}'::timestamptz - interval '30 days'
           and not exists (select from mine again where again.client_id = mine.client_id
             and again.booked_at >= d.carried_out_at and again.status not in ('cancelled', 'expired'))) as untaken,
       (select count(*)::int from mine where mine.status = 'attended' and mine.ends_at <= '${now}'::timestamptz - interval '14 days'
         and mine.price - mine.discount > coalesce((select sum(p.amount) from payment_parts p where p.booking_id = mine.id), 0)) as unpaid,
       (select count(*)::int from disputes d where d.status = 'open' and (d.due_by is null or d.due_by > '${now}')
         and exists (select from payment_parts t join mine on mine.id = t.booking_id where t.payment_id = d.payment_id)) as "askedBack",
       (select count(*)::int from refunds r join mine on mine.id = r.booking_id where r.status = 'failed' and r.goes_to = 'card'
         and not exists (select from refunds n where n.key = 'failed:' || r.id)) as "cameBack",
       (select count(*)::int from licences where therapist_id = '${practice.therapistId}'
         and expires_on <= '${now}'::date + 30) as licences,
       (select count(*)::int from deliveries where practice_id = '${practice.ctx.practiceId}' and status in ('failed', 'unknown')
         and subject_id not in (select id from bookings)) as "otherLetters",
       (select count(*)::int from suppressions where practice_id = '${practice.ctx.practiceId}' and lifted_at is null) as "turnedAway",
       (select count(*)::int from threads t where t.therapist_id = '${practice.therapistId}'
         and t.last_number > greatest(t.answered_number, 1)) as messages -- the first of each is the house's own`,
  );
  return rows[0];
}

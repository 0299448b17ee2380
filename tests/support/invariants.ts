import type pg from "pg";
import { reactions } from "#app/domain/reactions.ts";
import { moneyPromises } from "./invariants-of-money.ts";

type Pool = Pick<pg.Pool, "query" | "connect">;

/**
 * What of `guarantees.md`, "Invariants", does not hold in a database that has come to rest: a sentence and the rows for
 * each. Recomputed in plain SQL from what happened, never from what a constraint looks at. `secrets` are words that
 * must stand nowhere in plain.
 */
export async function findBroken(pool: Pool, { secrets = [] as string[] } = {}): Promise<string[]> {
  const broken: string[] = [];
  for (const [sentence, query] of Object.entries(promises)) {
    const { rows } = await pool.query<{ id: string }>(query);
    if (rows.length > 0) broken.push(`${sentence}: ${rows.map(({ id }) => id).join(", ")}`);
  }
  return [
    ...broken,
    ...(await toldAtNight(pool)),
    ...(await jobsThatNeverWere(pool)),
    ...(await plainWords(pool, secrets)),
  ];
}

const active = "('requested', 'held', 'confirmed', 'attended', 'no_show')";

const promises = {
  "1. Two appointments stand closer than the larger of the buffers between them": `
    select first.id || ' and ' || second.id as id
    from appointments first
    join appointments second on second.therapist_id = first.therapist_id and second.id <> first.id
      and (second.starts_at, second.id) > (first.starts_at, first.id)
    where first.occupies and second.occupies
      and second.starts_at < first.ends_at + greatest(first.buffer_after, second.buffer_before) * interval '1 minute'`,

  "2. An appointment is booked beyond its seats": `
    select a.id from appointments a join bookings b on b.appointment_id = a.id
    where b.status in ${active} group by a.id, a.capacity having count(*) > a.capacity`,

  "2. A client holds two places in one appointment": `
    select appointment_id as id from bookings where status in ${active} group by appointment_id, client_id having count(*) > 1`,

  "2. An appointment does not occupy its time exactly as long as its booking does": `
    select a.id from appointments a
    where a.capacity = 1
      and a.occupies <> exists (select from bookings b where b.appointment_id = a.id and b.status in ${active})`,

  "2. A booking and its appointment name different therapists": `
    select b.id from bookings b join appointments a on a.id = b.appointment_id where a.therapist_id <> b.therapist_id`,

  ...moneyPromises,

  "6. A job was asked for twice": `
    select data->>'job' || ' of ' || (data->>'subjectId') as id from pgboss.job
    where data->>'practiceId' <> '' group by data->>'job', data->>'subjectId', data->>'sequence' having count(*) > 1`,

  "6. A job failed for good and lies in no graveyard": `
    select id::text from pgboss.job where state = 'failed' and dead_letter is null and name not like '%\\_buried'`,

  "6. A letter was given up although nobody settled it": `
    select d.key as id from deliveries d
    join bookings b on b.id = d.subject_id and d.key like '%:' || b.sequence
    where d.status in ('waiting', 'handing_over') and not exists (
      select from pgboss.job j where j.data->>'job' = 'mail_' || d.letter and j.data->>'subjectId' = d.subject_id::text
        and j.data->>'sequence' = b.sequence::text and j.state in ('created', 'retry', 'active'))`,

  "6. A booking stands and the letter about it was never handed over": `
    select b.id || ' ' || (j.data->>'job') as id from bookings b
    join pgboss.job j on j.data->>'subjectId' = b.id::text and j.data->>'sequence' = b.sequence::text
    where j.data->>'job' like 'mail\\_%' and j.state = 'completed'
      and not (b.guest_email is null and j.data->>'job' like 'mail\\_client%')
      and not exists (select from events e where e.subject_id = b.id and e.detail->>'sequence' = b.sequence::text
        and e.detail->>'together' is not null) and not exists (
      select from deliveries d where d.subject_id = b.id and 'mail_' || d.letter = j.data->>'job'
        and d.key like '%:' || b.sequence and d.status in ('sent', 'failed', 'unknown'))`,

  "7. A gated kind was booked while the doors were shut": `
    select b.id from bookings b
    join appointments a on a.id = b.appointment_id
    join session_types t on t.id = a.session_type_id
    left join care_relationships r on r.client_id = b.client_id and r.therapist_id = b.therapist_id
    where t.kind <> 'discovery' and not (t.kind = 'event' and t.is_open_to_all) and (
      r.discovery_completed_at is null or r.discovery_completed_at > b.booked_at
      or coalesce((select e.detail->>'to' from events e where e.practice_id = r.practice_id and e.subject_id = r.id and e.at <= b.booked_at
          and e.name = 'care_relationship.moved_on' order by e.at desc, e.id desc limit 1), 'discovery')
        not in ('intake', 'ongoing'))`,

  "7. Doors stand open that nobody opened": `
    select r.id from care_relationships r
    where r.stage in ('intake', 'ongoing') and (r.discovery_completed_at is null or r.discovery_by is null
      or r.stage <> (select e.detail->>'to' from events e where e.practice_id = r.practice_id and e.subject_id = r.id
        and e.name = 'care_relationship.moved_on' order by e.at desc, e.id desc limit 1))`,

  "7. Somebody under age has no guardian": `
    select p.id from participants p where p.is_under_age and not exists (
      select from participants g where g.client_id = p.client_id and g.role = 'guardian')`,

  "12. A series was half made: it goes on, and has no date": `
    select s.id from series s where s.ended_at is null and not exists (select from bookings b where b.series_id = s.id)`,

  "12. A date of a series is another client's or another therapist's": `
    select b.id from bookings b join series s on s.id = b.series_id
    where b.client_id <> s.client_id or b.therapist_id <> s.therapist_id`,

  "12. Two dates of a series are the same, or one has none": `
    select series_id || ' ' || coalesce(series_date::text, 'without') as id from bookings
    where series_id is not null group by series_id, series_date having count(*) > 1 or series_date is null`,

  "W. An hour is offered to two people at once": `
    select one.id || ' and ' || two.id as id from time_offers one
    join time_offers two on two.id > one.id and two.status = 'open'
    join bookings b1 on b1.id = one.booking_id join appointments a1 on a1.id = b1.appointment_id
    join bookings b2 on b2.id = two.booking_id join appointments a2 on a2.id = b2.appointment_id
    where one.status = 'open' and a1.therapist_id = a2.therapist_id
      and a1.starts_at < a2.ends_at and a2.starts_at < a1.ends_at`,

  "W. An open offer keeps no time of its own": `
    select o.id from time_offers o join bookings b on b.id = o.booking_id join appointments a on a.id = b.appointment_id
    where o.status = 'open' and b.status in ('held', 'confirmed', 'attended', 'no_show') and not (b.status = 'held'
      and b.held_for = 'offer' and b.holds_until = o.ends_at and a.starts_at = o.starts_at and a.occupies)`,

  "W. A time is held for an offer nobody made": `
    select b.id from bookings b where b.status = 'held' and b.held_for = 'offer' and not exists (
      select from time_offers o where o.booking_id = b.id and o.status = 'open')`,

  "W. Somebody took an hour that is not theirs, or two did": `
    select f.id from freed_times f where (f.outcome is not distinct from 'filled')
      <> (1 = (select count(*) from time_offers o where o.freed_time_id = f.id and o.status = 'taken'))`,

  "W. An hour stands open that is offered to nobody, and nobody is at work on it": `
    select f.id from freed_times f where f.closed_at is null
      and not exists (select from time_offers o where o.freed_time_id = f.id and o.status = 'open')
      and not exists (select from pgboss.job j join bookings b on b.id::text = j.data->>'subjectId'
        where j.data->>'job' = 'tend_waiting_list' and j.state <> 'completed' and b.therapist_id = f.therapist_id)`,

  "10. A booking has no living link of its own sequence, or more than that": `
    select b.id from bookings b left join manage_links l on l.booking_id = b.id and l.ended_at is null
    where b.status = 'confirmed' group by b.id having count(*) <> 1 or min(l.sequence) <> b.sequence`,
};

/** Nobody was told of an offer outside eight to eight of their own day, as Intl reads their clock. */
async function toldAtNight(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; zone: string; at: Date }>(
    `select o.id, w.guest_zone as zone, o.told_at as at from time_offers o join waits w on w.id = o.wait_id
     where o.told_at is not null`,
  );
  return rows.flatMap(({ id, zone, at }) => {
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
    const hour = Number(clock.format(at));
    return hour >= 8 && hour < 20 ? [] : [`W. Told of an offer at night: ${id}`];
  });
}

/** Invariant 6, from the other end: every event caused the jobs it is said to cause. */
async function jobsThatNeverWere(pool: Pool): Promise<string[]> {
  const caused = Object.entries(reactions).flatMap(([name, lanes]) =>
    Object.values(lanes)
      .flat()
      .map((job) => [name, job]),
  );
  const { rows } = await pool.query<{ id: string }>(
    `select e.subject_id || ' ' || caused.job as id
     from jsonb_array_elements($1::jsonb) pair
     cross join lateral (select pair->>0 as event, pair->>1 as job) caused
     join events e on e.name = caused.event
     where not exists (
       select from pgboss.job j where j.data->>'job' = caused.job and j.data->>'subjectId' = e.subject_id::text
         and j.data->>'sequence' = e.detail->>'sequence')`,
    [JSON.stringify(caused)],
  );
  return rows.map(({ id }) => `6. An event caused no job: ${id}`);
}

/**
 * Invariant 10: no secret and no living token in plain, as text or as bytes, in any table, the queue's included. A token
 * gives itself away: its SHA-256 is known. Row-level security is lifted for the look, in a transaction that is undone.
 */
async function plainWords(pool: Pool, secrets: string[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query(
      "begin; alter table booking_words no force row level security; alter table care_words no force row level security",
    );
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ word: string }>(
        `select secret as word from unnest($1::text[]) secret where exists (
           select from ${name} t where strpos(t::text, secret) > 0
             or strpos(t::text, encode(convert_to(secret, 'utf8'), 'hex')) > 0
             or strpos(t::text, encode(convert_to(secret, 'utf8'), 'base64')) > 0)
         union all
         select 'a private link' from ${name} t, regexp_matches(t::text, '[A-Za-z0-9_-]{43}', 'g') token
         join (select hash from public.manage_links union all select hash from public.debt_links) l
           on l.hash = sha256(convert_to(token[1], 'utf8'))`,
        [secrets],
      );
      found.push(...rows.map(({ word }) => `10. In plain in ${name}: ${word}`));
    }
    return found;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

import { copyTherapists } from "./crowd.ts";
import { type Inside, stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import { findOpenings, millisecondsEach } from "./openings.ts";
import { inTurn } from "./rounds.ts";
import type { Row } from "./table.ts";

const few = 10_000;
const many = 300_000;

/** One therapist's openings in a house with 300,000 bookings, hers among them, against the same with ten thousand. */
export async function benchGrowth(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  try {
    await copyTherapists(inside);
    await stripPromises(inside);
    await fill(inside, 0, few);
    const limit = await timeOpenings(inside);
    await fill(inside, few, many);
    const measured = await timeOpenings(inside);
    const note = `filled without the two constraints and foreign keys, which reading does not meet; ${many} against ${few}`;
    return [
      {
        what: "openings among 300,000 bookings",
        measured,
        limit,
        unit: "round trips",
        goal: { atMost: 1.3 },
        note,
      },
    ];
  } finally {
    await inside.close();
  }
}

/** In round trips to Postgres that ask for nothing, because minutes lie between the two and a machine changes. */
async function timeOpenings(inside: Inside): Promise<number> {
  const openings = () => millisecondsEach(() => findOpenings(inside), 200);
  const nothing = () =>
    millisecondsEach(() => inside.database.pool.query({ name: "nothing", text: "select 1" }), 200);
  const { measured, limit } = await inTurn(openings, nothing, 9);
  return measured / limit;
}

/** So many rows past two GiST indexes and six foreign keys would take minutes, and no reader looks at them. */
async function stripPromises({ database: { pool } }: Inside): Promise<void> {
  const { rows } = await pool.query<{ owner: string; name: string }>(
    `select conrelid::regclass::text as owner, conname as name from pg_constraint
     where contype in ('x', 'f') and conrelid in ('appointments'::regclass, 'bookings'::regclass)`,
  );
  for (const { owner, name } of rows) await pool.query(`alter table ${owner} drop constraint "${name}"`);
}

/** Bookings number `from` to `to` of the house: an hour each, all of them past, dealt out to everybody in turn. */
async function fill({ ctx, maren, database: { pool } }: Inside, from: number, to: number): Promise<void> {
  await pool.query(
    `with people as (
       select id, row_number() over (order by slug) - 1 as place, count(*) over () as everybody
       from therapists where id = $2 or slug like 'bench-%'
     ), past as (
       select gen_random_uuid() as id, p.id as therapist_id, at, at + interval '50 minutes' as until
       from generate_series($3::int, $4::int - 1) n
       join people p on p.place = n % p.everybody
       cross join lateral (select date_trunc('hour', now()) - (n / p.everybody + 24) * interval '1 hour' as at) t
     ), given as (
       insert into appointments (id, practice_id, therapist_id, session_type_id, starts_at, ends_at, buffer_before,
         buffer_after, blocked, ahead, occupies, place, local_start, zone)
       select past.id, $1, therapist_id, t.id, at, until, 0, 10, tstzrange(at, until + interval '10 minutes'),
         tstzrange(at, until), true, 'online', '', 'UTC'
       from past, session_types t where t.practice_id = $1 and t.slug = 'session'
     )
     insert into bookings (id, practice_id, appointment_id, therapist_id, client_id, status, guest_name, guest_email,
       guest_zone, price, currency, terms_window, late_fee_percent, refund_percent, booked_at, changed_at)
     select gen_random_uuid(), $1, past.id, therapist_id, past.id, 'attended', '', '', 'UTC', 0, 'EUR', 0, 0, 0, at, at
     from past`,
    [ctx.practiceId, maren.id, from, to],
  );
  await pool.query("vacuum analyze appointments");
  await pool.query("vacuum analyze bookings");
}

import { addDays, dayNumber, dayOf, weekdayOf } from "#app/values/zoned.ts";
import { type Inside, stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import { median, percentile } from "./rounds.ts";
import { marensCookie } from "./signed-in.ts";
import type { Row } from "./table.ts";
import { ask, keptOpen } from "./visitor.ts";

const sessions = 60;
const times = 200;

/** The pages a therapist looks at all day, one after the other as a person does: a full week, and Today. */
export async function benchPracticePages(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  const served = await house.serve();
  try {
    const cookie = await marensCookie(inside);
    const monday = await fillWeek(inside);
    const timed = async (path: string): Promise<number[]> => {
      const agent = keptOpen(1);
      const took: number[] = [];
      for (let asked = 0; asked < times; asked += 1) {
        const { status, ms } = await ask(new URL(path, served.url), { agent, cookie });
        if (status !== 200) throw new Error(`${path} answered ${status}`);
        took.push(ms);
      }
      agent.destroy();
      return took.slice(times / 4); // What comes before warms up.
    };
    const week = await timed(`/practice/calendar?date=${monday}`);
    const today = await timed("/practice/today");
    const row = (what: string, took: number[]): Row => ({
      what,
      measured: median(took),
      limit: null,
      unit: "ms",
      goal: { atMost: 30 },
      note: `95th percentile ${percentile(took, 95).toFixed(1)} ms`,
    });
    return [row(`a week of ${sessions} sessions, for its therapist`, week), row("Today", today)];
  } finally {
    await served.child.stop();
    await inside.close();
  }
}

/** Twelve sessions a day, Monday to Friday, in a week nobody has booked yet. Gives its Monday. */
async function fillWeek({ ctx, maren, database: { pool } }: Inside): Promise<string> {
  const today = dayOf(maren.zone, ctx.now());
  const monday = addDays(today, 71 - weekdayOf(dayNumber(today)));
  await pool.query(
    `with times as (
       select n, gen_random_uuid() as appointment, gen_random_uuid() as client,
         ($3::date + n / 12 + time '07:00' + n % 12 * interval '50 minutes') at time zone 'UTC' as at
       from generate_series(0, $4::int - 1) n
     ), people as (
       insert into clients (id, practice_id, kind, name) select client, $1, 'individual', 'Client Number ' || n from times
     ), given as (
       insert into appointments (id, practice_id, therapist_id, session_type_id, starts_at, ends_at, buffer_before,
         buffer_after, blocked, ahead, occupies, place, local_start, zone)
       select appointment, $1, $2, t.id, at, at + interval '40 minutes', 0, 0, tstzrange(at, at + interval '40 minutes'),
         tstzrange(at, at + interval '40 minutes'), true, 'online', '', 'UTC'
       from times, session_types t where t.practice_id = $1 and t.slug = 'session'
     )
     insert into bookings (id, practice_id, appointment_id, therapist_id, client_id, status, guest_name, guest_email,
       guest_zone, price, currency, terms_window, late_fee_percent, refund_percent, booked_at, changed_at)
     select gen_random_uuid(), $1, appointment, $2, client, 'confirmed', '', '', 'UTC', 0, 'EUR', 0, 0, 0, now(), now()
     from times`,
    [ctx.practiceId, maren.id, monday, sessions],
  );
  await pool.query("analyze");
  return monday;
}

import type { BookingStatus } from "#app/db/schema/bookings.ts";
import { standingBetween } from "#app/domain/bookings/standing-between.ts";
import { carryOutSickDay } from "#app/domain/sick-days/carry-out.ts";
import { fallIll } from "#app/domain/sick-days/press.ts";
import { seenAs, sickHours, type Until } from "#app/domain/sick-days/rules.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import type { TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

export const minute = 60_000;
const nobodyWrites = { mail: { from: "desk@selvage.test" } };

/** A practice on a Thursday morning at half past seven, in Lisbon, with these starts (hours, UTC) of today booked by clients in care. */
export async function aFullDay(house: TestHouse, hours: readonly number[]) {
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const practice = await aPractice(house.house);
  const people = [];
  for (const hour of hours) {
    const client = await practice.aClient();
    await client.begin();
    const startsAt = Date.parse(`2027-02-04T${String(hour).padStart(2, "0")}:00:00Z`);
    const { email, name } = client;
    const booked = await granted(client.book(practice.wish({ typeSlug: "session", startsAt, email, name })));
    people.push({ ...client, booked, startsAt });
  }
  house.clock.now = new Date("2027-02-04T07:30:00Z");
  return { practice, people };
}

/** What is touched, as it stands now, and the press that saw it. */
export async function seenNow({ own, therapistId }: TestPractice, until: Until = { how: "today" }) {
  const zone = "Europe/Lisbon";
  const hours = sickHours(until, { zone, now: own.now().getTime() });
  if (typeof hours === "string") throw new Error(hours);
  return seenAs(await standingBetween(own, { therapistId, ...hours }));
}

/** Press, having looked. */
export async function press(practice: TestPractice, { until = { how: "today" }, message }: Pressed = {}) {
  const seen = await seenNow(practice, until);
  const pressed = await fallIll(practice.own, practice.therapistId, { until, seen, message });
  if (!pressed?.ok) throw new Error(pressed?.refusal ?? "not theirs");
  return pressed.value;
}

type Pressed = { until?: Until; message?: string };

/** Do the job that follows, as the worker would. */
export function carryOut({ ctx }: TestPractice, sickDayId: string): Promise<void> {
  const system = { ...ctx, actor: { kind: "system", job: "carry_out_sick_day" } as const };
  const subject = { practiceId: ctx.practiceId, subjectId: sickDayId, sequence: 0 };
  return carryOutSickDay(system, nobodyWrites, subject);
}

/** Every table but the log, what waits there for its seal, and the sick days themselves, by its rows. */
export async function allRows(house: TestHouse, except: readonly string[] = []) {
  const apart = ["events", "unsealed_events", "sick_days", "sick_day_bookings", "migrations", ...except];
  const { rows: tables } = await house.database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> all($1) order by 1",
    [apart],
  );
  const contents: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await house.database.pool.query(
      `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as rows from ${name} t`,
    );
    contents[name] = rows[0].rows;
  }
  return contents;
}

/** A booking's state, straight from its row. */
export async function stateOf(house: TestHouse, bookingId: string): Promise<[BookingStatus, number]> {
  const { rows } = await house.database.pool.query("select status, sequence from bookings where id = $1", [
    bookingId,
  ]);
  return [rows[0].status, rows[0].sequence];
}

/** What a client needs to change their own booking. */
export function changeOf(
  { therapistId }: { therapistId: string },
  { booked }: { booked: { id: string; sequence: number } },
) {
  return { bookingId: booked.id, therapistId, sequence: booked.sequence };
}

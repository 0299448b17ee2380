import { afterAll, beforeAll, expect, test } from "vitest";
import { workingTime } from "#app/domain/availability/working-time.ts";
import { appointmentsBetween } from "#app/domain/bookings/appointments-between.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { announce } from "#app/domain/groups/announce.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { instantsOf, layOutDays } from "#app/routes/practice/calendar/days.ts";
import { happeningsOf } from "#app/routes/practice/calendar/happenings.ts";
import { newId } from "#app/values/ids.ts";
import { addDays, dayOf } from "#app/values/zoned.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { chanceOf, seed } from "#tests/support/random-diary.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const week = { from: Date.parse("2027-02-01T00:00Z"), until: Date.parse("2027-02-08T00:00Z") };

async function booked(practice: TestPractice, startsAt: string): Promise<string> {
  const answer = await book(
    practice.ctx,
    practice.wish({ startsAt: Date.parse(startsAt), name: "Jonah Whitfield" }),
  );
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value.id;
}

const seen = async (ctx: MemberCtx, therapistId: string) =>
  (await appointmentsBetween(ctx, { therapistId, ...week })).map(({ startsAt }) => startsAt.toISOString());

test("a diary is seen by its therapist and by whoever keeps the practice's times, and by nobody else", async () => {
  const [practice, other] = [await aPractice(house.house), await aPractice(house.house)];
  await booked(practice, "2027-02-04T10:00Z");
  const { therapistId } = practice;
  const as = (roles: Parameters<typeof aMember>[1]) => ({
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, roles),
  });
  const one = ["2027-02-04T10:00:00.000Z"];
  expect(await seen(practice.own, therapistId)).toEqual(one);
  expect(await seen(as({ roles: ["scheduler"] }), therapistId)).toEqual(one);
  expect(await seen(as({ roles: ["manager"] }), therapistId)).toEqual(one);
  expect(await seen(as({ roles: ["therapist"], therapistId: newId() }), therapistId)).toEqual([]);
  expect(await seen(as({ roles: ["biller"] }), therapistId)).toEqual([]);
  expect(await seen(other.own, therapistId)).toEqual([]);
  // Even a member of another practice who claims to be this therapist.
  const claims = {
    ...other.ctx,
    actor: aMember(other.ctx.practiceId, { therapistId, roles: ["owner", "therapist"] }),
  };
  expect(await seen(claims, therapistId)).toEqual([]);
});

test("what was cancelled is gone, and a hold that ran out gives its time back before anybody released it", async () => {
  const practice = await aPractice(house.house);
  const { therapistId } = practice;
  const gone = await booked(practice, "2027-02-04T10:00Z");
  const held = await booked(practice, "2027-02-04T12:00Z");
  await cancel(practice.ctx, { bookingId: gone, therapistId, by: "client" });
  const hold = (until: string) =>
    house.database.pool.query(
      "update bookings set status = 'held', held_for = 'approval', holds_until = $2 where id = $1",
      [held, until],
    );
  await hold("2027-02-03T12:30Z");
  const [still] = await appointmentsBetween(practice.own, { therapistId, ...week });
  expect(still?.seats).toMatchObject([{ status: "held", clientName: "Jonah Whitfield" }]);
  expect(Date.parse(still!.seats[0]!.holdsUntil!)).toBe(Date.parse("2027-02-03T12:30Z"));
  await hold("2027-02-03T11:59Z");
  expect(await seen(practice.own, therapistId)).toEqual([]);
});

test("an event stands there with nobody in it, and then with whoever takes a seat", async () => {
  const practice = await aPractice(house.house);
  const { therapistId, ctx } = practice;
  const evening = aType({ slug: "evening", kind: "event", minutes: 90, capacity: 12, isOpenToAll: true });
  await offer(ctx, evening, [therapistId]);
  const startsAt = Date.parse("2027-02-05T20:00Z");
  await announce(ctx, { therapistId, typeSlug: "evening", startsAt, zone: "Europe/Lisbon" });
  const [empty] = await appointmentsBetween(practice.own, { therapistId, ...week });
  expect(empty).toMatchObject({ capacity: 12, seats: [], kind: "event" });
});

test("every appointment of a week stands exactly once in each day it touches, whatever the clocks do", async () => {
  console.info(`week: SEED=${seed}`);
  const chance = chanceOf(seed);
  const practices: TestPractice[] = [];
  for (const zone of ["Europe/Lisbon", "America/New_York", "Pacific/Apia"])
    practices.push(await aPractice(house.house, { zone }));
  // The clock changes of Lisbon and of New York are in these weeks.
  const mondays = ["2027-02-01", "2027-03-08", "2027-03-22", "2027-10-25", "2027-11-01"];
  for (const practice of practices) {
    for (const monday of [...mondays, "2027-03-15", "2027-03-29", "2027-11-08"])
      await fill(practice.own, practice.therapistId, monday, chance);
    for (const monday of mondays) await expectOnce(practice, monday);
  }
});

type Chance = ReturnType<typeof chanceOf>;

/** A week and a little more of appointments of five to ninety minutes, close to each other, at any hour: what other rules would forbid is not asked here. */
async function fill(ctx: Ctx, therapistId: string, monday: string, chance: Chance): Promise<void> {
  const { rows } = await house.database.pool.query<{ id: string }>(
    "select id from session_types where practice_id = $1 and slug = 'session'",
    [ctx.practiceId],
  );
  let at = Date.parse(`${monday}T00:00Z`) - 12 * 3_600_000;
  const end = at + 7 * 86_400_000;
  while (true) {
    at += chance.int(1, 60) * 5 * 60_000;
    if (at + 90 * 60_000 > end) return;
    const until = at + chance.int(1, 18) * 5 * 60_000;
    const occupies = chance.often(90);
    await house.database.pool.query(
      `with given as (insert into appointments (id, practice_id, therapist_id, session_type_id, starts_at, ends_at, buffer_before,
         buffer_after, blocked, ahead, occupies, place, local_start, zone)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, 0, 0, tstzrange($4, $5), tstzrange($4, $5), $6, 'online', '', 'UTC')
         returning id), known as (insert into clients (id, practice_id, kind, name)
         values (gen_random_uuid(), $1, 'individual', 'Somebody') returning id)
       insert into bookings (id, practice_id, appointment_id, therapist_id, client_id, status, cancelled_by, guest_name, guest_email,
         guest_zone, price, currency, terms_window, late_fee_percent, refund_percent, booked_at, changed_at)
       select gen_random_uuid(), $1, given.id, $2, known.id, case when $6 then 'confirmed' else 'cancelled' end,
         case when $6 then null else 'client' end, '', '', 'UTC', 0, 'EUR', 0, 0, 0, now(), now() from given, known`,
      [ctx.practiceId, therapistId, rows[0]!.id, new Date(at), new Date(until), occupies],
    );
    at = until;
  }
}

async function expectOnce({ own, therapistId }: TestPractice, monday: string): Promise<void> {
  const { rows: therapists } = await house.database.pool.query("select zone from therapists where id = $1", [
    therapistId,
  ]);
  const zone: string = therapists[0].zone;
  const dates = Array.from({ length: 7 }, (_, day) => addDays(monday, day));
  const span = { therapistId, ...instantsOf(zone, dates[0]!, dates[6]!) };
  const [appointments, working] = [await appointmentsBetween(own, span), await workingTime(own, span)];
  const clock = { zone, locale: "en-GB" };
  const happenings = happeningsOf({ appointments, working }, { ...clock, dayHref: null });
  const { days } = layOutDays(happenings, working.hours, { ...clock, dates, today: monday, dayHref: String });
  const drawn = days.flatMap(({ date, entries }) => entries.map(({ key }) => `${date} ${key}`)).sort();

  // Counted another way: each minute of each occupying appointment asks the clock which day it is.
  const { rows } = await house.database.pool.query<{ id: string; starts: Date; ends: Date }>(
    "select id, starts_at as starts, ends_at as ends from appointments where therapist_id = $1 and occupies",
    [therapistId],
  );
  const touched = new Set<string>();
  for (const { id, starts, ends } of rows)
    for (let at = starts.getTime(); at < ends.getTime(); at += 60_000)
      touched.add(`${dayOf(zone, at)} ${id}`);
  expect(drawn).toEqual([...touched].filter((line) => dates.includes(line.slice(0, 10))).sort());
  for (const { entries } of days)
    for (const { from, until, lane, lanes } of entries) {
      expect(from).toBeLessThan(until);
      expect(lane).toBeLessThan(lanes);
    }
}

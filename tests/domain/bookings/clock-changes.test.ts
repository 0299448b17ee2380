import { afterAll, beforeAll, expect, test } from "vitest";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { book } from "#app/domain/bookings/book.ts";
import { move } from "#app/domain/bookings/move.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { granted } from "./a-booking.ts";

// The instants are from the laws, not from this machine: Lisbon is UTC in winter and UTC+1 in summer, changing at
// 01:00Z on 2027-03-28 and 2027-10-31; New York is UTC-5 and UTC-4, changing at 07:00Z on 2027-03-14 and 06:00Z on
// 2027-11-07.
const changes = [
  {
    zone: "Europe/Lisbon",
    day: "2027-03-28",
    first: "2027-03-28T00:00Z",
    skipped: "01:00",
    hours: 23,
    nine: "2027-03-28T08:00Z",
  },
  {
    zone: "Europe/Lisbon",
    day: "2027-10-31",
    first: "2027-10-30T23:00Z",
    skipped: null,
    hours: 25,
    nine: "2027-10-31T09:00Z",
  },
  {
    zone: "America/New_York",
    day: "2027-03-14",
    first: "2027-03-14T05:00Z",
    skipped: "02:00",
    hours: 23,
    nine: "2027-03-14T13:00Z",
  },
  {
    zone: "America/New_York",
    day: "2027-11-07",
    first: "2027-11-07T04:00Z",
    skipped: null,
    hours: 25,
    nine: "2027-11-07T14:00Z",
  },
];
const everyHour = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, length: 1440 }));

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

test.each(changes)(
  "on $day in $zone a day has $hours hours: each time on the wall is offered once and can be booked once",
  async (change) => {
    house.clock.now = new Date(Date.parse(`${change.day}T00:00Z`) - 3 * 86_400_000);
    const practice = await aPractice(house.house, { zone: change.zone, hours: everyHour });
    const { therapistId, ctx } = practice;
    const from = Date.parse(change.first);
    const asked = {
      therapistId,
      typeSlug: "discovery",
      visitorZone: change.zone,
      from,
      to: from + change.hours * 3_600_000,
    };
    const found = (await openingsBetween(ctx, asked))!.openings.filter(({ day }) => day === change.day);

    expect(found[0]!.startsAt).toBe(from);
    // The hour that is skipped has no times; of the hour that comes twice the first one counts (RFC 5545, 3.3.5).
    expect(found).toHaveLength(Math.min(change.hours, 24) * 6);
    expect(new Set(found.map(({ startsAt }) => startsAt)).size).toBe(found.length);
    if (change.skipped) expect(found.map(({ time }) => time)).not.toContain(change.skipped);

    const apart = found.filter((_, n) => n % 2 === 0);
    for (const { startsAt } of apart) await granted(book(ctx, practice.wish({ startsAt })));
    expect((await openingsBetween(ctx, asked))!.openings.filter(({ day }) => day === change.day)).toEqual([]);
    expect(await findBroken(house.database.pool)).toEqual([]);
  },
);

test.each(changes)(
  "nine in the morning on $day in $zone is stored as nine, before and after a move across the change",
  async (change) => {
    house.clock.now = new Date(Date.parse(`${change.day}T00:00Z`) - 3 * 86_400_000);
    const practice = await aPractice(house.house, { zone: change.zone });
    const startsAt = Date.parse(change.nine);
    const dayBefore = startsAt - 24 * 3_600_000;
    const { id } = await granted(book(practice.ctx, practice.wish({ startsAt: dayBefore })));
    const stored = async () => {
      const { rows } = await house.database.pool.query(
        "select local_start, zone from appointments a join bookings b on b.appointment_id = a.id where b.id = $1",
        [id],
      );
      return rows[0];
    };
    // A day of 24 hours before nine is eight or ten on the day before: the wall time is what differs.
    const wall = change.hours === 23 ? "08:00" : "10:00";
    expect((await stored()).local_start.slice(11)).toBe(wall);
    await granted(
      move(practice.ctx, { bookingId: id, therapistId: practice.therapistId, sequence: 0, startsAt }),
    );
    expect(await stored()).toEqual({ local_start: `${change.day}T09:00`, zone: change.zone });
  },
);

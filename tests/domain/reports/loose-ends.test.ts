import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { busyTimes } from "#app/db/schema/availability.ts";
import { bookings } from "#app/db/schema/bookings.ts";
import { deliveries } from "#app/db/schema/notifications.ts";
import { sickDayBookings, sickDays } from "#app/db/schema/sick-days.ts";
import { licences } from "#app/db/schema/therapists.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { markAbsent, markAttended } from "#app/domain/bookings/mark.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { looseEnds } from "#app/domain/reports/loose-ends.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aThread, write } from "#tests/domain/messaging/a-thread.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { recounted } from "./recounted.ts";

let house: TestHouse;
let practice: TestPractice;

const hour = 3_600_000;
const zone = "Europe/Lisbon";
const monday = Date.parse("2027-02-08T09:00:00Z");

beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house, {
    licences: [
      { region: "DE-BE", number: "1", expiresOn: "2027-03-12" },
      { region: "DE-HH", number: "2", expiresOn: "2029-01-01" },
    ],
  });
  await liveAWeek(practice);
  // Another practice with the same week must change nothing.
  await liveAWeek(await aPractice(house.house));
  house.clock.now = new Date(monday + 5 * 24 * hour);
});
afterAll(() => house.close());

/** Ten calls in a row, one thing happening to each, and some of it left undone. */
async function liveAWeek(where: TestPractice): Promise<void> {
  const { ctx, own, therapistId, wish } = where;
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  const calls: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const startsAt = monday + (n % 4) * hour + Math.floor(n / 4) * 48 * hour;
    calls.push((await granted(book(ctx, wish({ startsAt, region: "DE-BE" })))).id);
  }
  const set = (n: number, to: Partial<typeof bookings.$inferInsert>) =>
    house.house.db.update(bookings).set(to).where(eq(bookings.id, calls[n]!));
  const terms = { price: 6000, lateFeePercent: 50 };
  await set(2, terms);
  await set(3, terms);
  await set(11, { status: "requested", heldFor: "approval", holdsUntil: new Date(monday + 30 * 24 * hour) });
  await set(10, { status: "requested", heldFor: "approval", holdsUntil: new Date(monday) });

  house.clock.now = new Date(monday + 2 * hour + 30 * 60_000);
  await granted(cancel(ctx, { bookingId: calls[3]!, therapistId, by: "client" }));
  house.clock.now = new Date(monday + 8 * hour);
  await granted(markAttended(own, calls[0]!));
  await granted(markAttended(own, calls[1]!));
  await granted(markAbsent(own, calls[2]!));
  const [decided] = await house.house.db.select().from(bookings).where(eq(bookings.id, calls[1]!));
  await granted(moveOn(ctx, { clientId: decided!.clientId, therapistId, to: "intake", discoveryBy: "call" }));
  await house.house.db.insert(busyTimes).values({
    practiceId: ctx.practiceId,
    therapistId,
    startsAt: new Date(monday + 5 * 24 * hour + 30 * 60_000),
    endsAt: new Date(monday + 5 * 24 * hour + 60 * 60_000),
    source: "manual",
  });
  await set(9, { status: "confirmed" });
  const letter = {
    practiceId: ctx.practiceId,
    letter: "client_confirmed",
    recipient: "a@b.test",
    settledAt: house.clock.now,
  };
  await house.house.db.insert(deliveries).values([
    { ...letter, key: `lost:${calls[5]}`, subjectId: calls[5]!, status: "failed" },
    { ...letter, key: `sent:${calls[6]}`, subjectId: calls[6]!, status: "sent" },
    {
      ...letter,
      key: `other:${calls[6]}`,
      letter: "invitation",
      subjectId: ctx.practiceId,
      status: "unknown",
    },
  ]);
  const { self, threadId } = await aThread(house, "individual", ["self"], where);
  await granted(write(self, threadId, "May I ask one thing?"));
  await loseToASickDay(ctx, { therapistId, bookingId: calls[8]! });
  // One more, standing in the time that was blocked since.
  await house.house.db.execute(
    `update appointments set starts_at = '${new Date(monday + 5 * 24 * hour + 20 * 60_000).toISOString()}',
      ends_at = '${new Date(monday + 5 * 24 * hour + 40 * 60_000).toISOString()}',
      blocked = tstzrange('${new Date(monday + 5 * 24 * hour + 20 * 60_000).toISOString()}', '${new Date(monday + 5 * 24 * hour + 40 * 60_000).toISOString()}'),
      ahead = tstzrange('${new Date(monday + 5 * 24 * hour + 20 * 60_000).toISOString()}', '${new Date(monday + 5 * 24 * hour + 40 * 60_000).toISOString()}')
      where id = (select appointment_id from bookings where id = '${calls[9]}')`,
  );
}

/** A call that a sick day took off on Monday afternoon, and nobody took another time for. */
async function loseToASickDay({ practiceId }: { practiceId: string }, lost: Lost): Promise<void> {
  const at = new Date(monday + 6 * hour);
  const id = newId();
  await house.house.db.insert(sickDays).values({
    ...{ id, practiceId, therapistId: lost.therapistId, pressedBy: newId(), pressedAt: at, carriedOutAt: at },
    startsAt: at,
    endsAt: new Date(monday + 7 * 24 * hour),
  });
  await house.house.db.insert(sickDayBookings).values({
    ...{
      practiceId,
      sickDayId: id,
      bookingId: lost.bookingId,
      status: "confirmed",
      sequence: 0,
      calledOff: true,
    },
  });
  await house.house.db
    .update(bookings)
    .set({ status: "cancelled", cancelledBy: "practice" })
    .where(eq(bookings.id, lost.bookingId));
}

type Lost = { therapistId: string; bookingId: string };

const therapist = () => ({ id: practice.therapistId, zone });
const as = (member: Parameters<typeof aMember>[1]): MemberCtx => ({
  ...practice.ctx,
  actor: aMember(practice.ctx.practiceId, member),
});

const recount = () => recounted(house.database.pool, practice, house.clock.now);

async function counts(ctx: MemberCtx) {
  const found = await looseEnds(ctx, therapist());
  return Object.fromEntries(Object.entries(found).map(([kind, rows]) => [kind, rows.length]));
}

test("the loose ends of a therapist are those a plain recount finds, at every hour of the week", async () => {
  for (let hours = 0; hours <= 7 * 24; hours += 12) {
    house.clock.now = new Date(monday + hours * hour);
    const licensed = await recount();
    expect(await counts(practice.own), `after ${hours} hours`).toEqual(licensed);
  }
  house.clock.now = new Date(monday + 5 * 24 * hour);
  expect(await recount()).toEqual({
    request: 1,
    unmarked: 4,
    untaken: 1,
    unpaid: 0,
    askedBack: 0,
    cameBack: 0,
    undecided: 1,
    fee: 2,
    clash: 1,
    letter: 1,
    room: 0,
    licences: 1,
    otherLetters: 1,
    turnedAway: 0,
    messages: 1,
  });
});

test("nobody is shown what they cannot finish, nor another's diary", async () => {
  const nothing = {
    request: 0,
    unmarked: 0,
    undecided: 0,
    fee: 0,
    clash: 0,
    letter: 0,
    room: 0,
    untaken: 0,
    unpaid: 0,
    askedBack: 0,
    cameBack: 0,
    licences: 0,
    otherLetters: 0,
    turnedAway: 0,
    messages: 0,
  };
  const all = await recount();
  expect(await counts(as({ roles: ["scheduler"] }))).toEqual({
    ...all,
    ...{ undecided: 0, fee: 0, licences: 0, unpaid: 0, messages: 0 },
  });
  expect(await counts(as({ roles: ["therapist"], therapistId: practice.therapistId }))).toEqual({
    ...all,
    otherLetters: 0,
  });
  expect(await counts(as({ roles: ["biller"] }))).toEqual(nothing);
  expect(await counts(as({ roles: ["therapist"] }))).toEqual(nothing);
  expect(await counts((await aPractice(house.house)).own)).toMatchObject({ ...nothing, otherLetters: 0 });
});

test("a licence is a loose end from thirty days before its last day", async () => {
  house.clock.now = new Date("2027-02-09T23:00:00Z");
  expect((await looseEnds(practice.own, therapist())).licences).toEqual([]);
  house.clock.now = new Date("2027-02-10T00:00:00Z");
  expect((await looseEnds(practice.own, therapist())).licences).toEqual([
    { region: "DE-BE", expiresOn: "2027-03-12" },
  ]);
  await house.house.db.delete(licences).where(eq(licences.therapistId, practice.therapistId));
  expect((await looseEnds(practice.own, therapist())).licences).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { newestToken } from "#app/domain/bookings/link.ts";
import { findBooking, openLink } from "#app/domain/bookings/queries.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { referOn } from "#app/domain/clients/refer-on.ts";
import type { ClientCtx, Ctx } from "#app/domain/ctx.ts";
import { takeAnother } from "#app/domain/reception/take-another.ts";
import { ownLost } from "#app/domain/sick-days/own-lost.ts";
import { lostSessions, suggestedFor, untakenSince } from "#app/domain/sick-days/queries.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aFullDay, carryOut, minute, press } from "./a-sick-day.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const day = 86_400_000;

/** A day that was called off, and what each letter suggests. */
async function aLostDay(hours: readonly number[]) {
  const { practice, people } = await aFullDay(house, hours);
  const { sickDayId } = await press(practice);
  house.clock.advance(3 * minute);
  await carryOut(practice, sickDayId);
  const lost = await Promise.all(
    people.map(async (person) => ({
      ...person,
      bookingId: person.booked.id,
      starts: (await suggestedFor(practice.ctx, person.booked.id))!.starts,
      holder: { ...practice.ctx, actor: { kind: "holder", bookingId: person.booked.id } } satisfies Ctx,
    })),
  );
  return { practice, sickDayId, lost };
}

describe("taking another time", () => {
  test("is offered on their own page until something has its place, and to nobody else", async () => {
    const { practice, lost } = await aLostDay([10, 12]);
    const [ann, bob] = lost;
    expect(await ownLost(ann!.ctx as ClientCtx)).toMatchObject({ id: ann!.bookingId, firstName: "Tess" });
    expect(await ownLost(bob!.ctx as ClientCtx)).toMatchObject({ id: bob!.bookingId });
    await granted(takeAnother(ann!.holder, { bookingId: ann!.bookingId, startsAt: ann!.starts[0]! }));
    expect(await ownLost(ann!.ctx as ClientCtx)).toBeNull();
    house.clock.advance(minute);
    const { email, name } = bob!;
    const own = practice.wish({ typeSlug: "session", startsAt: bob!.starts[1]!, email, name });
    await granted(bob!.book(own));
    expect(await ownLost(bob!.ctx as ClientCtx)).toBeNull();
  });

  test("books the same session for the same client at the same price and terms, by their old link", async () => {
    const { practice, lost, sickDayId } = await aLostDay([10]);
    const [ann] = lost;
    await house.database.pool.query(
      "update session_types set price = 9900, terms_window = 5 where slug = $1",
      ["session"],
    );
    const held = await openLink(house.house, await newestToken(practice.ctx, ann!.bookingId));
    if (held === null || held === "dead") throw new Error("Their link is dead");
    const taken = await granted(
      takeAnother(held.ctx, { bookingId: ann!.bookingId, startsAt: ann!.starts[0]! }),
    );

    const [before, after] = [
      await findBooking(practice.ctx, ann!.bookingId),
      await findBooking(practice.ctx, taken.bookingId),
    ];
    const same = ["clientId", "therapistId", "price", "currency", "termsWindow", "lateFeePercent"] as const;
    for (const field of same) expect(after!.booking[field]).toBe(before!.booking[field]);
    expect(after!.booking).toMatchObject({ status: "confirmed", sequence: 0, guestEmail: ann!.email });
    expect(after!.appointment.startsAt.getTime()).toBe(ann!.starts[0]);
    expect(after!.type.id).toBe(before!.type.id);
    expect((await lostSessions(practice.own, [sickDayId]))[0]?.outcome).toBe("taken");
    const told = (await house.waiting()).filter(({ subjectId }) => subjectId === taken.bookingId);
    expect(told.map(({ job }) => job)).toEqual(
      expect.arrayContaining(["mail_client_confirmed", "mail_therapist_booked"]),
    );
    expect(await findBroken(house.database.pool, { secrets: [] })).toEqual([]);
  });

  test("is done once, however often and at whatever time it is pressed", async () => {
    const { practice, lost } = await aLostDay([10]);
    const { bookingId, starts, holder, ctx } = lost[0]!;
    const [one, two] = await Promise.all([
      granted(takeAnother(holder, { bookingId, startsAt: starts[0]! })),
      granted(takeAnother(ctx, { bookingId, startsAt: starts[1]! })),
    ]);
    expect(one.bookingId).toBe(two.bookingId);
    expect([one, two].filter(({ token }) => token !== null)).toHaveLength(1);
    const again = await granted(takeAnother(holder, { bookingId, startsAt: starts[2]! }));
    expect(again).toEqual({ bookingId: one.bookingId, token: null, isAsked: false });
    const { rows } = await house.database.pool.query(
      "select count(*)::int as booked from bookings where therapist_id = $1 and status = 'confirmed'",
      [practice.therapistId],
    );
    expect(rows).toEqual([{ booked: 1 }]);
  });

  test("by two people who want the same hour: one has it, the other hears so", async () => {
    const { lost } = await aLostDay([10, 12]);
    const [ann, ben] = lost;
    const startsAt = ann!.starts[0]!;
    const answers = await Promise.all(
      [ann!, ben!].map(({ holder, bookingId }) => takeAnother(holder, { bookingId, startsAt })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, refusal: "slot_taken" });
  });

  test("is refused in the sick hours, in the past, outside the hours, and for one no sick day took", async () => {
    const { practice, lost } = await aLostDay([10]);
    const { bookingId, holder, clientId } = lost[0]!;
    const ask = (at: string) => takeAnother(holder, { bookingId, startsAt: Date.parse(at) });
    expect(await ask("2027-02-04T15:00:00Z")).toEqual({ ok: false, refusal: "slot_taken" });
    expect(await ask("2027-02-03T10:00:00Z")).toEqual({ ok: false, refusal: "too_soon" });
    expect(await ask("2027-02-08T03:00:00Z")).toEqual({ ok: false, refusal: "slot_taken" });
    expect(await ask("2028-02-08T10:00:00Z")).toEqual({ ok: false, refusal: "too_far" });
    const client = await practice.aClient();
    await client.begin();
    const plain = await granted(
      client.book(practice.wish({ typeSlug: "session", startsAt: Date.parse("2027-02-11T10:00:00Z") })),
    );
    const startsAt = Date.parse("2027-02-12T10:00:00Z");
    const other = { ...practice.ctx, actor: { kind: "holder" as const, bookingId: plain.id } };
    expect(await takeAnother(other, { bookingId: plain.id, startsAt })).toMatchObject({
      refusal: "not_here",
    });
    expect(await takeAnother(client.ctx, { bookingId, startsAt })).toMatchObject({ refusal: "not_here" });
    expect(await takeAnother(other, { bookingId, startsAt })).toMatchObject({ refusal: "not_here" });
    expect(clientId).not.toBe(client.clientId);
  });

  test("is shut to whose time here has ended meanwhile", async () => {
    const { practice, lost } = await aLostDay([10]);
    const { bookingId, holder, clientId, starts } = lost[0]!;
    const { therapistId } = practice;
    const ended = await changeStage(practice.own, { clientId, therapistId, to: "ended" });
    expect(ended).toMatchObject({ ok: true });
    expect(await takeAnother(holder, { bookingId, startsAt: starts[0]! })).toEqual({
      ok: false,
      refusal: "ended",
    });
  });

  test("asks again for what was only asked for: it waits for a yes", async () => {
    const { practice, people } = await aFullDay(house, [10]);
    const { id } = people[0]!.booked;
    await house.database.pool.query(
      "update bookings set status = 'requested', held_for = 'approval', holds_until = '2027-02-05' where id = $1",
      [id],
    );
    const { sickDayId } = await press(practice);
    house.clock.advance(3 * minute);
    await carryOut(practice, sickDayId);
    const startsAt = (await suggestedFor(practice.ctx, id))!.starts[0]!;
    const holder = { ...practice.ctx, actor: { kind: "holder" as const, bookingId: id } };
    const taken = await granted(takeAnother(holder, { bookingId: id, startsAt }));
    const asked = (await findBooking(practice.ctx, taken.bookingId))!.booking;
    expect(asked).toMatchObject({ status: "requested", heldFor: "approval" });
    expect(asked.holdsUntil).not.toBeNull();
  });

  test("of a first call works for a guest, and not once they were referred on", async () => {
    const { practice, lost } = await aLostGuests();
    const [stays, goes] = lost;
    expect(await takeAnother(stays!.holder, { ...stays!, startsAt: stays!.starts[0]! })).toMatchObject({
      ok: true,
    });
    const { clientId } = (await findBooking(practice.ctx, goes!.bookingId))!.booking;
    await referOn(practice.own, {
      clientId,
      therapistId: practice.therapistId,
      words: { why: "x", toThem: "", places: "" },
    });
    expect(await takeAnother(goes!.holder, { ...goes!, startsAt: goes!.starts[0]! })).toMatchObject({
      ok: false,
      refusal: "ended",
    });
  });
});

/** Two guests with a first call today, which a sick day takes. */
async function aLostGuests() {
  const { practice } = await aFullDay(house, []);
  const calls = await Promise.all(
    [11, 13].map((hour) =>
      granted(book(practice.ctx, practice.wish({ startsAt: Date.parse(`2027-02-04T${hour}:00:00Z`) }))),
    ),
  );
  const { sickDayId } = await press(practice);
  house.clock.advance(3 * minute);
  await carryOut(practice, sickDayId);
  const lost = await Promise.all(
    calls.map(async ({ id: bookingId }) => ({
      bookingId,
      starts: (await suggestedFor(practice.ctx, bookingId))!.starts,
      holder: { ...practice.ctx, actor: { kind: "holder", bookingId } } satisfies Ctx,
    })),
  );
  return { practice, lost };
}

test("what is suggested can be taken: every opening of every letter, by its own client", async () => {
  const { practice, lost } = await aLostDay([8, 9, 10, 11, 12, 13]);
  const all = lost.flatMap(({ starts }) => starts);
  expect(all).toHaveLength(18);
  expect(new Set(all).size).toBe(18);
  const { practiceId, therapistId } = { ...practice.ctx, ...practice };
  for (const { bookingId, starts, holder } of lost)
    for (const startsAt of starts) {
      await granted(takeAnother(holder, { bookingId, startsAt }));
      await house.database.pool.query(
        "update sick_day_bookings set taken_booking_id = null where booking_id = $1 and practice_id = $2",
        [bookingId, practiceId],
      );
    }
  const { rows } = await house.database.pool.query(
    "select count(*)::int as booked from bookings where therapist_id = $1 and status = 'confirmed'",
    [therapistId],
  );
  expect(rows).toEqual([{ booked: 18 }]);
});

test("who has no other time is a loose end from the third day on, until they have one", async () => {
  const { practice, lost } = await aLostDay([10, 12, 14]);
  const [takes, books, waits] = lost;
  const names = async () =>
    (await untakenSince(practice.own, practice.therapistId)).map(({ clientName }) => clientName);
  await granted(takeAnother(takes!.holder, { ...takes!, startsAt: takes!.starts[0]! }));
  house.clock.advance(3 * day - minute);
  expect(await names()).toEqual([]);
  house.clock.advance(minute);
  expect(await names()).toEqual([books!.name, waits!.name]);
  await granted(
    books!.book(practice.wish({ typeSlug: "session", startsAt: Date.parse("2027-02-17T10:00:00Z") })),
  );
  expect(await names()).toEqual([waits!.name]);
  house.clock.advance(40 * day);
  expect(await names()).toEqual([]);
});

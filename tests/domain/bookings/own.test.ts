import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { ownBookingsAhead, ownBookingsBehind } from "#app/domain/bookings/own.ts";
import { findBooking, ownBooking } from "#app/domain/bookings/queries.ts";
import { mayAct, maySee } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aPractice, aType } from "#tests/support/practice.ts";
import { granted, hour } from "./a-booking.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const asClient = (client: { ctx: unknown }) => client.ctx as ClientCtx;
const tomorrowAtTen = Date.parse("2027-02-04T10:00:00Z");

test("a person sees and changes their own booking; another's is as little there as one that never was", async () => {
  const practice = await aPractice(house.house);
  const [ann, ben] = [await practice.aClient(), await practice.aClient()];
  const { id: bookingId } = await granted(ann.book(practice.wish({})));
  const ids = { bookingId, therapistId: practice.therapistId };

  expect((await ownBooking(asClient(ann), bookingId, maySee))?.booking.id).toBe(bookingId);
  expect(await ownBooking(asClient(ben), bookingId, maySee)).toBeNull();
  expect(await ownBooking(asClient(ben), newId(), maySee)).toBeNull();
  expect(await ownBooking(asClient(ben), "no id at all", maySee)).toBeNull();

  expect(await cancel(ben.ctx, { ...ids, by: "client" })).toEqual({
    ok: false,
    refusal: "already_cancelled",
  });
  const away = { ...ids, sequence: 0, startsAt: tomorrowAtTen + 5 * hour };
  expect(await move(ben.ctx, away)).toEqual({ ok: false, refusal: "not_movable" });
  expect((await findBooking(practice.ctx, bookingId))?.booking).toMatchObject({
    status: "confirmed",
    sequence: 0,
  });
  expect(await move(ann.ctx, away)).toMatchObject({ ok: true });
  expect(await cancel(ann.ctx, { ...ids, by: "client" })).toMatchObject({ ok: true });
});

test("whoever holds one private link cannot change another booking with it", async () => {
  const practice = await aPractice(house.house);
  const mine = await granted(book(practice.ctx, practice.wish({})));
  const theirs = await granted(book(practice.ctx, practice.wish({ startsAt: tomorrowAtTen + hour })));
  const holder = { ...practice.ctx, actor: { kind: "holder" as const, bookingId: mine.id } };
  const ids = { bookingId: theirs.id, therapistId: practice.therapistId };

  expect(await cancel(holder, { ...ids, by: "client" })).toMatchObject({ ok: false });
  expect((await findBooking(practice.ctx, theirs.id))?.booking.status).toBe("confirmed");
});

test("both of a couple see and change their sessions, and neither sees the other's own", async () => {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "couple", kind: "couple", price: 11_000 }), [practice.therapistId]);
  const couple = await aClientOf(house, practice, "couple", ["self", "partner"]);
  const alone = await practice.aClient();
  const { id } = await granted(book(couple.as("self"), practice.wish({ typeSlug: "couple" })));

  expect(await ownBooking(couple.as("partner"), id, mayAct)).not.toBeNull();
  expect(await ownBookingsAhead(couple.as("partner"))).toHaveLength(1);
  expect(await ownBooking(asClient(alone), id, maySee)).toBeNull();
  expect(
    await book(asClient(alone), practice.wish({ typeSlug: "couple", startsAt: tomorrowAtTen + 3 * hour })),
  ).toEqual({
    ok: false,
    refusal: "needs_discovery",
  });
  const ids = { bookingId: id, therapistId: practice.therapistId };
  expect(await cancel(couple.as("partner"), { ...ids, by: "client" })).toMatchObject({ ok: true });
});

test("a guardian acts for a child, the child sees, and payers and emergency contacts see nothing", async () => {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "young", ageFrom: 10, price: 6000 }), [practice.therapistId]);
  const family = await aClientOf(house, practice, "individual", [
    "child",
    "guardian",
    "payer",
    "emergency_contact",
  ]);
  const wish = practice.wish({ typeSlug: "young" });

  expect(await book(family.as("child"), wish)).toMatchObject({ ok: false });
  expect(await book(family.as("payer"), wish)).toMatchObject({ ok: false });
  const { id } = await granted(book(family.as("guardian"), wish));
  expect((await findBooking(practice.ctx, id))?.booking.clientId).toBe(family.clientId);

  expect(await ownBooking(family.as("guardian"), id, mayAct)).not.toBeNull();
  expect(await ownBooking(family.as("child"), id, maySee)).not.toBeNull();
  expect(await ownBooking(family.as("child"), id, mayAct)).toBeNull();
  for (const role of ["payer", "emergency_contact"] as const) {
    expect(await ownBooking(family.as(role), id, maySee)).toBeNull();
    expect(await ownBookingsAhead(family.as(role))).toEqual([]);
  }
  const ids = { bookingId: id, therapistId: practice.therapistId };
  expect(await cancel(family.as("child"), { ...ids, by: "client" })).toMatchObject({ ok: false });
});

test("what is for adults stays so whatever is ticked, also at a therapist's the child has never met", async () => {
  const [practice, other] = [await aPractice(house.house), await aPractice(house.house)];
  const family = await aClientOf(house, practice, "individual", ["child", "guardian"]);
  const { clientId } = family;
  const refused = { ok: false, refusal: "adults_only" };

  expect(await book(family.as("guardian"), practice.wish({ typeSlug: "session", adult: true }))).toEqual(
    refused,
  );
  expect(await book(family.as("guardian"), practice.wish({ clientId, adult: true }))).toEqual(refused);
  const elsewhere = { ...family.as("guardian"), practiceId: other.ctx.practiceId };
  expect(await book(elsewhere, other.wish({ clientId }))).toEqual({ ok: false, refusal: "not_offered" });
});

test("a guardian who is a client too books for themselves, unless they name the child", async () => {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "young", ageFrom: 10 }), [practice.therapistId]);
  const family = await aClientOf(house, practice, "individual", ["child", "guardian"]);
  const parent = family.people.find(({ role }) => role === "guardian")!;
  const own = await aClientOf(house, practice, "individual", ["self"]);
  await house.database.pool.query("update participants set user_id = $1 where client_id = $2", [
    parent.userId,
    own.clientId,
  ]);
  const asked = (clientId?: string, hours = 0) =>
    granted(
      book(
        family.as("guardian"),
        practice.wish({ typeSlug: "young", clientId, startsAt: tomorrowAtTen + hours * hour }),
      ),
    );

  const forMe = await asked();
  const forChild = await asked(family.clientId, 2);

  expect((await findBooking(practice.ctx, forMe.id))?.booking.clientId).toBe(own.clientId);
  expect((await findBooking(practice.ctx, forChild.id))?.booking.clientId).toBe(family.clientId);
});

test("nobody books for a client who is not theirs", async () => {
  const practice = await aPractice(house.house);
  const [ann, ben] = [await practice.aClient(), await practice.aClient()];
  const wish = practice.wish({ clientId: ben.clientId });

  expect(await ann.book(wish)).toEqual({ ok: false, refusal: "not_offered" });
  expect(await book(practice.ctx, wish)).toEqual({ ok: false, refusal: "not_offered" });
  expect(await ownBookingsAhead(asClient(ben))).toEqual([]);
});

test("somebody who is known is booked as who they are, whatever address they type", async () => {
  const practice = await aPractice(house.house);
  const [ann, ben] = [await practice.aClient(), await practice.aClient()];
  const { id } = await granted(ann.book(practice.wish({ email: ben.email })));

  expect((await findBooking(practice.ctx, id))?.booking.clientId).toBe(ann.clientId);
});

test("a therapist who takes nobody new still sees the people she has", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  house.clock.advance(1);
  await house.database.pool.query("update therapists set is_accepting = false where id = $1", [
    practice.therapistId,
  ]);

  expect(await book(practice.ctx, practice.wish({}))).toEqual({ ok: false, refusal: "slot_taken" });
  expect(await client.book(practice.wish({ typeSlug: "session" }))).toMatchObject({ ok: true });
});

test("what is behind comes in pages, the latest first, each once, though two begin at one moment", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const ctx = asClient(client);
  await client.begin();
  house.clock.advance(1);
  const made: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    // Called off at once, so that the next may have the same time.
    const startsAt = tomorrowAtTen + Math.floor(n / 2) * hour;
    const { id } = await granted(client.book(practice.wish({ typeSlug: "session", startsAt })));
    await cancel(ctx, { bookingId: id, therapistId: practice.therapistId, by: "client" });
    made.push(id);
  }
  const ahead = await granted(
    client.book(practice.wish({ typeSlug: "session", startsAt: tomorrowAtTen + 9 * hour })),
  );

  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page = await ownBookingsBehind(ctx, { before, count: 3 });
    seen.push(...page.bookings.map(({ booking }) => booking.id));
    before = page.more;
  } while (before);

  expect(seen).toEqual(made.toReversed());
  expect((await ownBookingsAhead(ctx)).map(({ booking }) => booking.id)).toEqual([ahead.id]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

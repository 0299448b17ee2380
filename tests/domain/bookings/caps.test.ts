import { afterAll, beforeAll, expect, test } from "vitest";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { book } from "#app/domain/bookings/book.ts";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { move } from "#app/domain/bookings/move.ts";
import { ask } from "#app/domain/reception/ask.ts";
import { caseloadOf, takesNewPeople } from "#app/domain/therapists/has-room.ts";
import { findPublished } from "#app/domain/therapists/queries.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const DAY = 86_400_000;
const wednesday = Date.parse("2027-02-10T10:00:00Z"); // Lisbon reads UTC in February.
const nextMonday = Date.parse("2027-02-15T10:00:00Z");

type Limits = {
  per_day_cap?: number;
  per_week_cap?: number;
  per_client_week_cap?: number;
  caseload?: number;
};

async function limitedTo(limits: Limits): Promise<TestPractice> {
  const practice = await aPractice(house.house);
  for (const [column, value] of Object.entries(limits))
    await house.database.pool.query(`update therapists set ${column} = $1 where id = $2`, [
      value,
      practice.therapistId,
    ]);
  return practice;
}

/** A client with open doors, and what they hear when they ask for a session. */
async function aClientOf(practice: TestPractice) {
  const client = await practice.aClient();
  await client.begin();
  const session = (startsAt: number) => client.book(practice.wish({ typeSlug: "session", startsAt }));
  return { ...client, session };
}

const heard = (answer: { ok: boolean; refusal?: string }) => (answer.ok ? "booked" : answer.refusal);

test("of fifty who ask at once for the last place of a week, on all its days, exactly one is given it", {
  timeout: 60_000,
}, async () => {
  const practice = await limitedTo({ per_week_cap: 2 });
  expect(await book(practice.ctx, practice.wish({ startsAt: wednesday }))).toMatchObject({ ok: true });
  const monday = Date.parse("2027-02-08T08:00:00Z");
  const wishes = Array.from({ length: 50 }, (_, n) =>
    practice.wish({ startsAt: monday + (n % 7) * DAY + (Math.floor(n / 7) + 4) * 3_600_000 }),
  );
  const answers = await Promise.all(wishes.map((wish) => book(practice.ctx, wish)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(answers.map(heard))).toEqual(new Set(["booked", "week_full"]));
  expect(await book(practice.ctx, practice.wish({ startsAt: nextMonday }))).toMatchObject({ ok: true });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("of fifty times one client asks for at once, exactly one fills the last place of their week", {
  timeout: 60_000,
}, async () => {
  const practice = await limitedTo({ per_client_week_cap: 2 });
  const client = await aClientOf(practice);
  expect(heard(await client.session(wednesday))).toBe("booked");
  const times = Array.from(
    { length: 50 },
    (_, n) => wednesday + ((n % 4) + 1) * DAY + Math.floor(n / 4) * 600_000,
  );
  const answers = await Promise.all(times.map(client.session));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter((answer) => heard(answer) === "own_week_full")).toHaveLength(49);
  expect(heard(await client.session(nextMonday))).toBe("booked");
});

test("one client's week fills nobody else's, and calls are not counted in it", async () => {
  const practice = await limitedTo({ per_client_week_cap: 1 });
  const [ann, ben] = [await aClientOf(practice), await aClientOf(practice)];
  expect(heard(await ann.book(practice.wish({ startsAt: wednesday })))).toBe("booked"); // A call.
  expect(heard(await ann.session(wednesday + DAY))).toBe("booked");
  expect(heard(await ann.session(wednesday + 2 * DAY))).toBe("own_week_full");
  expect(heard(await ben.session(wednesday + 2 * DAY))).toBe("booked");
});

test("what is offered in a capped week is what booking gives, for whoever asks", async () => {
  const practice = await limitedTo({ per_client_week_cap: 1, per_week_cap: 3, per_day_cap: 2 });
  const [ann, ben] = [await aClientOf(practice), await aClientOf(practice)];
  await ann.session(wednesday);
  await ben.session(wednesday + 3_600_000);
  const span = { from: wednesday - 3 * DAY, to: wednesday + 8 * DAY };
  for (const { ctx, clientId, session } of [ann, ben]) {
    const asked = {
      therapistId: practice.therapistId,
      typeSlug: "session",
      visitorZone: "UTC",
      isKnown: true,
    };
    const found = await openingsBetween(ctx, { ...asked, clientId, ...span });
    const starts = new Set(found?.openings.map(({ startsAt }) => startsAt));
    const sunday = Date.parse("2027-02-14T00:00:00Z");
    expect([...starts].filter((at) => at >= Date.parse("2027-02-08T00:00:00Z") && at < sunday)).toEqual([]);
    expect(heard(await session(wednesday + DAY))).toBe("own_week_full");
    expect(starts.has(nextMonday)).toBe(true);
  }
  expect(heard(await ann.session(nextMonday))).toBe("booked");
});

test("whoever may not have another this week is led to times they can have", async () => {
  const practice = await limitedTo({ per_client_week_cap: 1 });
  const client = await aClientOf(practice);
  await client.session(wednesday);
  await house.database.pool.query("update therapists set is_accepting = false where id = $1", [
    practice.therapistId,
  ]);
  const wish = practice.wish({ typeSlug: "session", startsAt: wednesday + DAY });
  const reply = await ask(client.ctx, { call: "page", wish });
  if (reply.ok) throw new Error("There should have been no room");
  expect(reply.refusal).toBe("own_week_full");
  expect(reply.nearest).toHaveLength(3);
  expect(heard(await client.session(reply.nearest[0]!))).toBe("booked");
});

test("a move within a full week counts once; into another full week it is refused", async () => {
  const practice = await limitedTo({ per_client_week_cap: 1, per_week_cap: 1, per_day_cap: 1 });
  const client = await aClientOf(practice);
  const booked = await client.session(wednesday);
  if (!booked.ok) throw new Error(booked.refusal);
  const from = { bookingId: booked.value.id, therapistId: practice.therapistId };
  expect(await move(client.ctx, { ...from, sequence: 0, startsAt: wednesday + 3_600_000 })).toMatchObject({
    ok: true,
  });
  expect(await move(client.ctx, { ...from, sequence: 1, startsAt: wednesday + DAY })).toMatchObject({
    ok: true,
  });
  expect(heard(await client.session(nextMonday))).toBe("booked");
  expect(await move(client.ctx, { ...from, sequence: 2, startsAt: nextMonday + DAY })).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
});

test("the practice goes over a week's cap knowingly, and not otherwise", async () => {
  const practice = await limitedTo({ per_week_cap: 1 });
  const client = await aClientOf(practice);
  await client.session(wednesday);
  const wish = {
    therapistId: practice.therapistId,
    clientId: client.clientId,
    typeSlug: "session",
    startsAt: wednesday + DAY,
  };
  expect(await bookFor(practice.own, { ...wish, knowingly: false })).toEqual({
    ok: false,
    refusal: "against_your_rules",
  });
  expect(await bookFor(practice.own, { ...wish, knowingly: true })).toMatchObject({ ok: true });
});

test("a guest is refused for the therapist's week in the same words, whatever their address has had", async () => {
  const practice = await limitedTo({ per_week_cap: 1, per_client_week_cap: 1 });
  const client = await aClientOf(practice);
  await client.session(wednesday);
  const call = practice.wish({ startsAt: wednesday + DAY });
  const stranger = await book(practice.ctx, call);
  expect(stranger).toEqual({ ok: false, refusal: "week_full" });
  expect(await book(practice.ctx, { ...call, email: client.email, name: client.name })).toEqual(stranger);
  const roomy = practice.wish({ startsAt: nextMonday, email: client.email, name: client.name });
  expect(heard(await book(practice.ctx, roomy))).toBe("booked");
});

test("a full caseload takes nobody new, says so, keeps seeing its people, and opens when somebody finishes", async () => {
  const practice = await limitedTo({ caseload: 1 });
  expect(await takesNewPeople(practice.ctx, practice.therapistId)).toBe(true);
  const client = await aClientOf(practice);
  expect(await takesNewPeople(practice.ctx, practice.therapistId)).toBe(false);
  expect(await caseloadOf(practice.ctx, practice.therapistId)).toEqual({ inCare: 1, caseload: 1 });
  expect(await findPublished(house.house, practice.slug)).toMatchObject({ isAccepting: false });

  const asked = { therapistId: practice.therapistId, typeSlug: "discovery", visitorZone: "UTC" };
  const span = { from: wednesday - DAY, to: wednesday + DAY };
  expect((await openingsBetween(practice.ctx, { ...asked, ...span }))?.openings).toEqual([]);
  const call = practice.wish({ startsAt: wednesday });
  const stranger = await book(practice.ctx, call);
  expect(stranger).toMatchObject({ ok: false });
  expect(await book(practice.ctx, { ...call, email: client.email, name: client.name })).toEqual(stranger);
  expect(heard(await client.session(wednesday))).toBe("booked");

  await house.database.pool.query("update care_relationships set stage = 'ended' where client_id = $1", [
    client.clientId,
  ]);
  expect(await takesNewPeople(practice.ctx, practice.therapistId)).toBe(true);
  expect(heard(await book(practice.ctx, { ...call, startsAt: wednesday + 3_600_000 }))).toBe("booked");
});

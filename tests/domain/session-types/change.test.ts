import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { catalogue, findListed } from "#app/domain/session-types/catalogue.ts";
import { changeType, type Draft, makeType } from "#app/domain/session-types/change.ts";
import { offeredBy, offeredHere } from "#app/domain/session-types/queries.ts";
import { contradictionIn, placed } from "#app/domain/session-types/rules.ts";
import { newId } from "#app/values/ids.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const draft: Draft = {
  name: "Long session",
  slug: undefined,
  description: "",
  kind: "individual",
  place: "online",
  minutes: 80,
  price: 12_000,
  bufferBefore: 10,
  bufferAfter: 10,
  step: 30,
  notice: 120,
  horizonDays: 60,
  termsWindow: 1440,
  lateFeePercent: 100,
  refundPercent: 100,
  ageFrom: 18,
  chargeWhen: "after_session",
  capacity: 1,
  isOpenToAll: false,
  isPublished: true,
  rank: 99,
  therapistIds: [],
};

async function made(ctx: MemberCtx, wish: Partial<Draft> = {}): Promise<string> {
  const answer = await makeType(ctx, { ...draft, therapistIds: [practice.therapistId], ...wish });
  if (!answer?.ok) throw new Error("It was not made");
  return answer.value.sessionTypeId;
}

async function idOf(slug: string) {
  const found = (await catalogue(practice.own)).find((type) => type.slug === slug);
  return found!.id;
}

const draftOf = async (id: string): Promise<Draft> => {
  const {
    createdAt: _,
    practiceId: __,
    id: ___,
    position,
    isBooked: ____,
    ...type
  } = (await findListed(practice.own, id))!;
  return { ...type, rank: position + 1 };
};

describe("a new type", () => {
  test("is offered on the site at once, under an address made of its name", async () => {
    await made(practice.own);
    const types = await offeredBy(practice.ctx, practice.therapistId);
    expect(types.map(({ slug }) => slug)).toEqual(["discovery", "session", "long-session"]);
  });

  test("whose name another has gets a number; an address that is taken is refused", async () => {
    await made(practice.own);
    const again = await findListed(practice.own, await made(practice.own));
    expect(again?.slug).toBe("long-session-2");
    expect(await makeType(practice.own, { ...draft, slug: "session" })).toEqual({
      ok: false,
      refusal: "slug_taken",
    });
    expect(await makeType(practice.own, { ...draft, name: "心", slug: undefined })).toMatchObject({
      ok: true,
    });
  });

  test("made twice at once under one address is made once", async () => {
    const twice = [1, 2].map(() => makeType(practice.own, { ...draft, slug: "twin" }));
    const answers = await Promise.all(twice);
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, refusal: "slug_taken" });
  });

  test("that contradicts itself is refused", async () => {
    const tried = (wish: Partial<Draft>) => makeType(practice.own, { ...draft, ...wish });
    expect(await tried({ kind: "discovery", price: 1 })).toMatchObject({ refusal: "first_call_costs" });
    expect(await tried({ capacity: 2 })).toMatchObject({ refusal: "too_many_places" });
    expect(await tried({ isOpenToAll: true })).toMatchObject({ refusal: "open_but_no_event" });
    expect(contradictionIn({ kind: "event", price: 1500, capacity: 12, isOpenToAll: true })).toBeNull();
  });

  test("cannot be offered by another practice's therapist, or by nobody known", async () => {
    const elsewhere = await aPractice(house.house);
    for (const id of [elsewhere.therapistId, newId(), "none"])
      expect(await makeType(practice.own, { ...draft, therapistIds: [practice.therapistId, id] })).toEqual({
        ok: false,
        refusal: "unknown_therapist",
      });
  });
});

describe("a change", () => {
  test("leaves what is booked as it was, and holds for what is booked next", async () => {
    const client = await practice.aClient();
    await client.begin();
    const wish = (hour: string) =>
      practice.wish({ typeSlug: "session", startsAt: Date.parse(`2027-02-04T${hour}:00Z`) });
    const first = await client.book(wish("10:00"));
    if (!first.ok) throw new Error(first.refusal);
    const id = await idOf("session");
    const change = {
      ...(await draftOf(id)),
      price: 9900,
      minutes: 90,
      termsWindow: 2880,
      lateFeePercent: 50,
    };
    expect(await changeType(practice.own, id, change)).toEqual({ ok: true, value: undefined });
    const next = await client.book(wish("14:00"));
    if (!next.ok) throw new Error(next.refusal);

    const { rows } = await house.database.pool.query(
      `select b.price, b.terms_window as terms, b.late_fee_percent as fee, extract(epoch from a.ends_at - a.starts_at)::int / 60 as minutes
       from bookings b join appointments a on a.id = b.appointment_id where b.id = any($1) order by a.starts_at`,
      [[first.value.id, next.value.id]],
    );
    expect(rows).toEqual([
      { price: 8500, terms: 120, fee: 0, minutes: 50 },
      { price: 9900, terms: 2880, fee: 50, minutes: 90 },
    ]);
  });

  test("of kind or address is possible until somebody booked", async () => {
    const id = await idOf("discovery");
    const change = { ...(await draftOf(id)), slug: "first-call" };
    expect(await changeType(practice.own, id, change)).toMatchObject({ ok: true });
    const booked = await book(practice.ctx, practice.wish({ typeSlug: "first-call" }));
    expect(booked.ok).toBe(true);
    expect((await findListed(practice.own, id))?.isBooked).toBe(true);
    for (const fixed of [{ slug: "other" }, { kind: "individual" as const }])
      expect(await changeType(practice.own, id, { ...change, ...fixed })).toEqual({
        ok: false,
        refusal: "fixed_once_booked",
      });
    expect(await changeType(practice.own, id, { ...change, slug: undefined, name: "Hello" })).toMatchObject({
      ok: true,
    });
  });

  test("to not shown takes it off the site, and nothing is booked by it", async () => {
    const id = await idOf("discovery");
    await changeType(practice.own, id, { ...(await draftOf(id)), isPublished: false });
    expect((await offeredHere(practice.ctx)).map(({ slug }) => slug)).toEqual(["session"]);
    expect(await book(practice.ctx, practice.wish({}))).toEqual({ ok: false, refusal: "not_offered" });
  });

  test("of place in the list moves the others along", async () => {
    const id = await made(practice.own, { rank: 1 });
    const order = async () => (await catalogue(practice.own)).map(({ slug }) => slug);
    expect(await order()).toEqual(["long-session", "discovery", "session"]);
    await changeType(practice.own, id, { ...(await draftOf(id)), rank: 2 });
    expect(await order()).toEqual(["discovery", "long-session", "session"]);
    expect(placed(["a", "b", "c"], "a", 999)).toEqual(["b", "c", "a"]);
  });
});

test("an owner and a manager make and change types; nobody else sees that there are any", async () => {
  const { manager, other, scheduler, biller } = await colleagues(practice);
  const elsewhere = await aPractice(house.house);
  const id = await made(manager);
  expect(await changeType(manager, id, await draftOf(id))).toMatchObject({ ok: true });
  const before = await catalogue(practice.own);
  for (const stranger of [other, scheduler, biller]) {
    expect(await makeType(stranger, draft)).toBeNull();
    expect(await catalogue(stranger)).toEqual([]);
  }
  for (const stranger of [other, scheduler, biller, elsewhere.own]) {
    expect(await changeType(stranger, id, { ...draft, price: 1 })).toBeNull();
    expect(await findListed(stranger, id)).toBeNull();
  }
  for (const nobodys of [newId(), "none", ""])
    expect(await changeType(practice.own, nobodys, draft)).toBeNull();
  expect(await catalogue(practice.own)).toEqual(before);
});

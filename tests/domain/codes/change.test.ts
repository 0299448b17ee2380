import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { changeCode, makeCode, switchCode } from "#app/domain/codes/change.ts";
import { codesHere, findCode, usesOf } from "#app/domain/codes/queries.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aCode, aDraft, aKnownClient, bookSession } from "./a-code.ts";

let open: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  open = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(open.house);
});
afterEach(async () => expect(await findBroken(open.database.pool)).toEqual([]));
afterAll(() => open.close());

type Client = Awaited<ReturnType<typeof aKnownClient>>;
const aClient = () => aKnownClient(practice);
const bookWith = (client: Client, code: string | undefined, startsAt?: number) =>
  bookSession(open, practice, client, { code, startsAt });

async function bookingOf(id: string) {
  const { rows } = await open.database.pool.query(
    "select price, discount, code_id, status from bookings where id = $1",
    [id],
  );
  return rows[0];
}

test("a change of the code leaves alone what was booked, and no limit falls under what was used", async () => {
  const id = await aCode(practice.own, { code: "FALL", percent: 20 });
  const client = await aClient();
  const booked = await bookWith(client, "FALL");
  if (!booked.ok) throw new Error(booked.refusal);
  await bookWith(client, "FALL");
  const change = (wishes: Parameters<typeof aDraft>[0]) =>
    changeCode(practice.own, id, aDraft({ code: "FALL", ...wishes }));

  expect(await change({ totalLimit: 1 })).toEqual({ ok: false, refusal: "below_uses" });
  expect(await change({ perClientLimit: 1 })).toEqual({ ok: false, refusal: "below_own_uses" });
  expect(await change({ percent: 50, totalLimit: 2 })).toMatchObject({ ok: true });
  expect(await bookingOf(booked.value.id)).toMatchObject({ discount: 1700 });
  expect(await bookWith(client, "FALL")).toMatchObject({ refusal: "code_used_up" });
});

test("switched off it takes nothing off, and switched on again it does", async () => {
  const id = await aCode(practice.own);
  const client = await aClient();
  expect(await switchCode(practice.own, id, false)).toBe(true);
  expect(await switchCode(practice.own, id, false)).toBe(true);
  expect(await bookWith(client, "SPRING")).toMatchObject({ refusal: "code_off" });
  await switchCode(practice.own, id, true);
  expect(await bookWith(client, "SPRING")).toMatchObject({ ok: true });
});

test("two codes of the same letters are one too many, and what is another practice's cannot be named", async () => {
  const other = await aPractice(open.house);
  await aCode(practice.own, { code: "Spring" });
  await aCode(other.own, { code: "SPRING" });
  expect(await makeCode(practice.own, aDraft({ code: "sPrInG" }))).toEqual({
    ok: false,
    refusal: "name_taken",
  });
  const id = await aCode(practice.own, { code: "AUTUMN" });
  expect(await changeCode(practice.own, id, aDraft({ code: "spring" }))).toMatchObject({
    refusal: "name_taken",
  });
  expect(await makeCode(practice.own, aDraft({ code: "X1", therapistIds: [other.therapistId] }))).toEqual({
    ok: false,
    refusal: "unknown_scope",
  });
  expect(await changeCode(other.own, id, aDraft({ code: "OURS" }))).toBeNull();
  expect(await switchCode(other.own, id, false)).toBe(false);
});

test("the report says each use, what it was for and what it took off, and nothing of who it was", async () => {
  const { therapistId } = practice;
  const id = await aCode(practice.own, {
    code: "FALL",
    percent: 20,
    totalLimit: 5,
    therapistIds: [therapistId],
  });
  const [ann, ben] = [await aClient(), await aClient()];
  await bookWith(ann, "fall");
  const given = await bookWith(ben, "fall");
  if (!given.ok) throw new Error(given.refusal);
  await cancel(ben.ctx, { bookingId: given.value.id, therapistId, by: "client" });

  const biller = { ...practice.own, actor: { ...practice.own.actor, roles: ["biller" as const] } };
  expect(await codesHere(biller)).toMatchObject([
    { code: "FALL", uses: 1, takenOff: 1700, therapistNames: ["Tess Therapist"], typeNames: [] },
  ]);
  const uses = await usesOf(biller, id);
  expect(uses).toMatchObject([{ type: "session", therapist: "Tess Therapist", price: 8500, takenOff: 1700 }]);
  expect(JSON.stringify(uses)).not.toContain(ann.name);
  const { rows } = await open.database.pool.query(
    `select count(*)::int as uses, sum(b.discount)::int as "takenOff" from bookings b join promo_codes c on c.id = b.code_id
     where c.id = $1 and (b.status not in ('cancelled', 'expired') or (b.status = 'cancelled' and b.is_late))`,
    [id],
  );
  expect(await findCode(biller, id)).toMatchObject(rows[0]);

  const other = await aPractice(open.house);
  expect([await codesHere(other.own), await findCode(other.own, id), await usesOf(other.own, id)]).toEqual([
    [],
    null,
    [],
  ]);
  const therapist = { ...practice.own, actor: { ...practice.own.actor, roles: ["therapist" as const] } };
  expect([await codesHere(therapist), await findCode(therapist, id), await usesOf(therapist, id)]).toEqual([
    [],
    null,
    [],
  ]);
});

test("whoever may not change codes changes none", async () => {
  const id = await aCode(practice.own);
  for (const roles of [["therapist"], ["biller"], ["scheduler"], ["supervisor"]] as const) {
    const ctx = { ...practice.own, actor: { ...practice.own.actor, roles } };
    expect(await makeCode(ctx, aDraft({ code: "MINE" }))).toBeNull();
    expect(await changeCode(ctx, id, aDraft({ percent: 90 }))).toBeNull();
    expect(await switchCode(ctx, id, false)).toBe(false);
  }
  const { rows } = await open.database.pool.query(
    "select percent, is_active from promo_codes where id = $1",
    [id],
  );
  expect(rows).toEqual([{ percent: 10, is_active: true }]);
});

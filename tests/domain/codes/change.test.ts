import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { changeCode, makeCode, switchCode } from "#app/domain/codes/change.ts";
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

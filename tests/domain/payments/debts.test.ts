import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { debtsWithin, owedBy, writtenOffWithin } from "#app/domain/payments/debts.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { undoWriteOff, writeOff } from "#app/domain/payments/write-off.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aDebt } from "./a-debt.ts";

let house: TestHouse;
let practice: TestPractice;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  practice = await aPractice(house.house);
});

const member = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
  ...practice.ctx,
  actor: aMember(practice.ctx.practiceId, wishes),
});
const give = (bookingId: string, amount = 8500, ctx: MemberCtx = practice.own) =>
  writeOff(ctx, { bookingId, reason: "agreed", amount });
const owed = async (ctx: MemberCtx = practice.own) => (await debtsWithin(ctx)).map(({ amount }) => amount);

async function books(bookingId: string): Promise<Record<string, number>> {
  const { rows } = await house.database.pool.query<{ account: string; sum: number }>(
    "select account, sum(amount)::int as sum from ledger_entries where booking_id = $1 group by account having sum(amount) <> 0",
    [bookingId],
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
}

test("what is owed is what was attended and not paid, the oldest first, as plain SQL counts it", async () => {
  const first = await aDebt(house, practice);
  const second = await aDebt(house, practice, first.client);
  const cash = { bookingId: first.bookingId, amount: 6000, method: "cash" } as const;
  await granted(recordPayment(practice.own, { id: newId(), ...cash, paidAt: house.clock.now }));
  const debts = await debtsWithin(practice.own);
  expect(debts.map(({ bookingId, amount }) => ({ bookingId, amount }))).toEqual([
    { bookingId: first.bookingId, amount: 2500 },
    { bookingId: second.bookingId, amount: 8500 },
  ]);
  const { rows } = await house.database.pool.query(
    `select b.id as "bookingId", b.price - coalesce((select sum(t.amount) from payment_parts t where t.booking_id = b.id), 0)::int as amount
     from bookings b join appointments a on a.id = b.appointment_id
     where b.practice_id = $1 and b.status = 'attended' order by a.starts_at`,
    [practice.ctx.practiceId],
  );
  expect(rows).toEqual(debts.map(({ bookingId, amount }) => ({ bookingId, amount })));
  const { clientId } = first.client;
  expect(await owedBy(practice.ctx, { clientId, therapistId: null })).toMatchObject({ amount: 11_000 });
  expect(await owedBy(practice.ctx, { clientId, therapistId: newId() })).toMatchObject({ amount: 0 });
});

test("the money of the practice is seen by who keeps it, of her own by a therapist, and by a scheduler not at all", async () => {
  await aDebt(house, practice);
  for (const role of ["owner", "manager", "biller"] as const)
    expect(await owed(member({ roles: [role] })), role).toEqual([8500]);
  expect(await owed(member({ therapistId: practice.therapistId }))).toEqual([8500]);
  expect(await owed(member({ therapistId: newId() }))).toEqual([]);
  expect(await owed(member({ roles: ["scheduler"] }))).toEqual([]);
  expect(await owed((await aPractice(house.house)).own)).toEqual([]);
});

test("what is given up is owed no more and stands in the books as that, until it is asked for again", async () => {
  const { bookingId } = await aDebt(house, practice);
  const before = await books(bookingId);
  await granted(give(bookingId));
  expect(await owed()).toEqual([]);
  expect(await books(bookingId)).toEqual({ session_revenue: -8500, write_offs: 8500 });
  expect(await writtenOffWithin(practice.own)).toMatchObject([{ bookingId, amount: 8500 }]);
  expect(await findBroken(house.database.pool)).toEqual([]);

  await granted(undoWriteOff(practice.own, bookingId));
  expect(await owed()).toEqual([8500]);
  expect(await books(bookingId)).toEqual(before);
  expect(await writtenOffWithin(practice.own)).toEqual([]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("what is left of a part payment can be given up, and pressed ten times at once it is given up once", async () => {
  const { bookingId } = await aDebt(house, practice);
  const cash = { bookingId, amount: 6000, method: "cash" } as const;
  await granted(recordPayment(practice.own, { id: newId(), ...cash, paidAt: house.clock.now }));
  const answers = await Promise.all(Array.from({ length: 10 }, () => give(bookingId, 2500)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await books(bookingId)).toEqual({
    ...{ bank_and_cash: 6000, session_revenue: -8500, write_offs: 2500 },
  });
  const again = await Promise.all(Array.from({ length: 10 }, () => undoWriteOff(practice.own, bookingId)));
  expect(again.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await owed()).toEqual([2500]);
});

test("nothing is given up that is not owed, not seen, not as it was shown, or not theirs", async () => {
  const { bookingId } = await aDebt(house, practice);
  const refused = (refusal: string) => ({ ok: false, refusal });
  expect(await give(bookingId, 8000)).toEqual(refused("changed"));
  expect(await give(newId())).toEqual(refused("not_here"));
  for (const wishes of [{ roles: ["scheduler" as const] }, { therapistId: newId() }]) {
    expect(await give(bookingId, 8500, member(wishes))).toEqual(refused("not_here"));
    expect(await undoWriteOff(member(wishes), bookingId)).toEqual(refused("not_here"));
  }
  expect(await undoWriteOff(practice.own, bookingId)).toEqual(refused("nothing_given_up"));
  await granted(give(bookingId));
  expect(await give(bookingId)).toEqual(refused("nothing_owed"));
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { decideFee } from "#app/domain/bookings/decide-fee.ts";
import { markAbsent, markAttended } from "#app/domain/bookings/mark.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { standingOf } from "#app/domain/payments/queries.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let bookingId: string;
let startsAt: number;

beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

beforeEach(async () => {
  practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  startsAt = house.clock.now.getTime() + 24 * 3_600_000;
  startsAt -= startsAt % 3_600_000;
  bookingId = (await granted(client.book(practice.wish({ typeSlug: "session", startsAt })))).id;
});

const pay = (amount: number, wish: Partial<Parameters<typeof recordPayment>[1]> = {}) =>
  recordPayment(practice.own, {
    ...{ id: newId(), bookingId, amount, method: "cash", paidAt: house.clock.now },
    ...wish,
  });
const back = (amount: number, id = newId()) => giveBack(practice.own, { id, bookingId, amount });

async function standing() {
  const booking = await findBooking(practice.ctx, bookingId);
  const { received, returned, owed, payable } = await standingOf(practice.ctx, booking!);
  return { received, returned, owed, payable };
}

/** What the books hold of this booking, account by account. */
async function books(): Promise<Record<string, number>> {
  const { rows } = await house.database.pool.query<{ account: string; sum: number }>(
    "select account, sum(amount)::int as sum from ledger_entries where booking_id = $1 group by account having sum(amount) <> 0",
    [bookingId],
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
}

const itIsOver = () => house.clock.advance(startsAt - house.clock.now.getTime() + 3_600_000);

test("cash before the session is a prepayment, and revenue once they came", async () => {
  await granted(pay(8500));
  expect(await books()).toEqual({ bank_and_cash: 8500, prepayments: -8500 });
  itIsOver();
  await granted(markAttended(practice.own, bookingId));
  expect(await books()).toEqual({ bank_and_cash: 8500, session_revenue: -8500 });
  expect(await standing()).toEqual({ received: 8500, returned: 0, owed: 0, payable: 0 });
});

test("a session that was attended is owed until it is paid, in parts too", async () => {
  itIsOver();
  await granted(markAttended(practice.own, bookingId));
  expect(await books()).toEqual({ receivable: 8500, session_revenue: -8500 });
  await granted(pay(5000, { method: "bank_transfer" }));
  expect(await standing()).toMatchObject({ owed: 3500, payable: 3500 });
  await granted(pay(3500));
  expect(await books()).toEqual({ bank_and_cash: 8500, session_revenue: -8500 });
  expect(await pay(1)).toEqual({ ok: false, refusal: "nothing_due" });
});

test("more than is left, a day to come and another's booking are refused, and change nothing", async () => {
  const other = await aPractice(house.house);
  expect(await pay(8501)).toEqual({ ok: false, refusal: "more_than_due" });
  const tomorrow = new Date(house.clock.now.getTime() + 1);
  expect(await pay(100, { paidAt: tomorrow })).toEqual({ ok: false, refusal: "not_yet" });
  const theirs = { id: newId(), bookingId, amount: 100, method: "cash", paidAt: house.clock.now } as const;
  expect(await recordPayment(other.own, theirs)).toEqual({ ok: false, refusal: "not_here" });
  expect(await books()).toEqual({});
});

test("the same form sent a hundred times at once is one payment, and one giving back", async () => {
  const id = newId();
  const answers = await Promise.all(Array.from({ length: 100 }, () => pay(4000, { id })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await books()).toEqual({ bank_and_cash: 4000, prepayments: -4000 });
  const given = await Promise.all(Array.from({ length: 100 }, () => back(1000, id)));
  expect(given.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await standing()).toMatchObject({ received: 4000, returned: 1000 });
});

test("a hundred hands that each take the whole price are one payment", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => pay(8500)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok && answer.refusal === "nothing_due")).toHaveLength(99);
});

test("money goes back from the latest payment on, never more than came", async () => {
  await granted(pay(5000));
  await granted(pay(3500));
  expect(await back(8501)).toEqual({ ok: false, refusal: "more_than_received" });
  await granted(back(4000));
  const { rows } = await house.database.pool.query<{ amount: number }>(
    "select r.amount from refunds r join payments p on p.id = r.payment_id where r.booking_id = $1 order by p.created_at desc, p.id desc",
    [bookingId],
  );
  expect(rows.map(({ amount }) => amount)).toEqual([3500, 500]);
  await granted(back(4500));
  expect(await back(1)).toEqual({ ok: false, refusal: "nothing_received" });
  expect(await books()).toEqual({});
});

test("what goes back of a session that was held stands in an account of its own", async () => {
  await granted(pay(8500));
  itIsOver();
  await granted(markAttended(practice.own, bookingId));
  await granted(back(2000));
  expect(await books()).toEqual({ bank_and_cash: 6500, session_revenue: -8500, refunds: 2000 });
  expect(await standing()).toMatchObject({ owed: 0, payable: 0 });
});

test("a mark that is corrected corrects the books", async () => {
  await house.database.pool.query("update bookings set late_fee_percent = 50 where id = $1", [bookingId]);
  itIsOver();
  await granted(markAttended(practice.own, bookingId));
  await granted(markAbsent(practice.own, bookingId));
  expect(await books()).toEqual({});
  await granted(decideFee(practice.own, { bookingId, decision: "kept" }));
  expect(await books()).toEqual({ receivable: 4250, fee_income: -4250 });
  expect(await standing()).toMatchObject({ owed: 4250 });
  await granted(decideFee(practice.own, { bookingId, decision: "waived" }));
  expect(await books()).toEqual({});
  await granted(markAttended(practice.own, bookingId));
  expect(await books()).toEqual({ receivable: 8500, session_revenue: -8500 });
});

test("called off by the practice, all that came waits to go back; in time by the client, as the terms say", async () => {
  await granted(pay(8500));
  await granted(callOff(practice.own, { bookingId, sequence: 0 }));
  expect(await books()).toEqual({ bank_and_cash: 8500, prepayments: -8500 });
  expect(await pay(1)).toEqual({ ok: false, refusal: "nothing_due" });
  await granted(back(8500));
  expect(await books()).toEqual({});
});

test("the share its terms keep is income once a client cancels in time", async () => {
  await house.database.pool.query("update bookings set refund_percent = 80 where id = $1", [bookingId]);
  await granted(pay(8500));
  house.clock.advance(4 * 60_000);
  const { therapistId } = practice;
  await granted(cancel(practice.ctx, { bookingId, therapistId, by: "client" }));
  expect(await books()).toEqual({ bank_and_cash: 8500, prepayments: -6800, fee_income: -1700 });
});

test("the books refuse to be changed, to lose a line and to be out of balance", async () => {
  await granted(pay(8500));
  const { pool } = house.database;
  await expect(pool.query("update ledger_entries set amount = 1")).rejects.toThrow("appended only");
  await expect(pool.query("delete from ledger_transactions")).rejects.toThrow("appended only");
  const lopsided = `insert into ledger_entries (id, practice_id, transaction_id, account, amount)
    select gen_random_uuid(), practice_id, id, 'refunds', 5 from ledger_transactions limit 1`;
  await expect(pool.query(lopsided)).rejects.toThrow("is out by 5");
  expect(await findBroken(pool)).toEqual([]);
});

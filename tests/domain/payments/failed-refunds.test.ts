import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { followMoneyBack } from "#app/domain/payments/give-what-is-due.ts";
import { gaveByHand, sendAgain } from "#app/domain/payments/settle-refund.ts";
import { newId } from "#app/values/ids.ts";
import { expectInOrder, freshHours, hearAll } from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";
import { aPaidSession } from "./a-paid-session.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

const own = () => till.practice.own;

type Row = { id: string; status: string; goes_to: string; amount: number; stripe_refund: string };
const refundsOf = (bookingId: string) =>
  till.rows<Row>(
    "select id, status, goes_to, amount, stripe_refund from refunds where booking_id = $1 order by asked_at, id",
    bookingId,
  );

async function failLast(bookingId: string): Promise<string> {
  const last = (await refundsOf(bookingId)).at(-1)!;
  till.vendor.failRefund(last.stripe_refund);
  await hearAll(till);
  await till.work();
  return last.id;
}

/** A session whose client cancelled in time, and whose refund came back after it had arrived. */
async function aFailure() {
  const paid = await aPaidSession(till, nextHour());
  const { therapistId } = till.practice;
  await cancel(paid.client.ctx, { bookingId: paid.bookingId, therapistId, by: "client" });
  await till.work();
  return { ...paid, refundId: await failLast(paid.bookingId) };
}

const papers = async (paymentId: string) =>
  (await till.rows("select id from papers where payment_id = $1 and series = 'credit_note'", paymentId))
    .length;

test("of a hundred presses one sends it again, and by hand comes too late", async () => {
  const { bookingId, refundId, paymentId } = await aFailure();
  expect(await papers(paymentId)).toBe(1);
  const presses = await Promise.all(Array.from({ length: 100 }, () => sendAgain(own(), refundId)));
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await gaveByHand(own(), refundId)).toMatchObject({ refusal: "settled_already" });
  await till.work();
  expect(await refundsOf(bookingId)).toMatchObject([
    { status: "failed" },
    { status: "succeeded", goes_to: "card", amount: 8500 },
  ]);
  expect(await papers(paymentId), "the paper said so already").toBe(1);
});

test("what fails again can be tried again, and then be given back by hand", async () => {
  const { bookingId, refundId, paymentId } = await aFailure();
  expect(await sendAgain(own(), refundId)).toMatchObject({ ok: true });
  await till.work();
  const second = await failLast(bookingId);
  expect(await sendAgain(own(), refundId)).toMatchObject({ refusal: "settled_already" });
  const presses = await Promise.all(Array.from({ length: 20 }, () => gaveByHand(own(), second)));
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  await till.work();
  expect(await refundsOf(bookingId)).toMatchObject([
    { status: "failed" },
    { status: "failed" },
    { status: "succeeded", goes_to: "by_hand", amount: 8500 },
  ]);
  const [books] = await till.rows<{ sum: number }>(
    "select sum(amount)::int as sum from ledger_entries where payment_id = $1 and account = 'bank_and_cash'",
    paymentId,
  );
  expect(books?.sum).toBe(-8500);
  expect(await papers(paymentId)).toBe(1);
});

test("what came back is sent again by nobody but a person", async () => {
  const { bookingId, refundId } = await aFailure();
  const subject = { ...till.practice.ctx, subjectId: bookingId, sequence: 0 };
  for (let n = 0; n < 3; n += 1) await followMoneyBack(till.practice.ctx, till.world, subject);
  expect(await refundsOf(bookingId)).toHaveLength(1);
  expect(await sendAgain(own(), refundId)).toMatchObject({ ok: true });
  await till.work();
});

test("a client whose choice came back from the bank is not asked to choose again", async () => {
  const paid = await aPaidSession(till, nextHour());
  const { bookingId, client } = paid;
  await callOff(own(), { bookingId, sequence: 0 });
  expect(await chooseReturn(client.ctx, { bookingId, to: "card" })).toMatchObject({ ok: true });
  await till.work();
  const refundId = await failLast(bookingId);
  for (const to of ["card", "credit"] as const)
    expect(await chooseReturn(client.ctx, { bookingId, to })).toMatchObject({ refusal: "chosen_already" });
  expect(await gaveByHand(own(), refundId)).toMatchObject({ ok: true });
});

test("only who handles that money sees to it, and only to what came back", async () => {
  const { refundId } = await aFailure();
  const { ctx } = till.practice;
  const as = (wishes: Parameters<typeof aMember>[1]): MemberCtx => ({
    ...ctx,
    actor: aMember(ctx.practiceId, wishes),
  });
  const foreign = (await aPractice(till.house)).own;
  for (const who of [as({ roles: ["scheduler"] }), as({ therapistId: newId() }), foreign])
    for (const settle of [sendAgain, gaveByHand])
      expect(await settle(who, refundId)).toMatchObject({ refusal: "not_here" });
  expect(await sendAgain(own(), newId())).toMatchObject({ refusal: "not_here" });
  expect(await sendAgain(as({ roles: ["biller"] }), refundId)).toMatchObject({ ok: true });
  await till.work();
  const [, again] = await till.rows<{ id: string }>("select id from refunds order by asked_at desc limit 2");
  expect(await sendAgain(own(), again!.id)).not.toMatchObject({ ok: true });
});

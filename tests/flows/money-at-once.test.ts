import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { followMoneyBack } from "#app/domain/payments/give-what-is-due.ts";
import { letGo } from "#app/domain/payments/let-go.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { hearOfTheNight, sweepPayments } from "#app/domain/payments/reconcile.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { sendRefund } from "#app/domain/payments/refund.ts";
import { newId } from "#app/values/ids.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import {
  comeToRest,
  expectInOrder,
  freshHours,
  hearAll,
  ifPossible,
  minute,
  standing,
  triesAt,
} from "./support/money-actors.ts";

const many = 100;

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  // A hundred at once share ten connections; how long a busy machine lets them wait is not what is asked here.
  till.database.pool.options.connectionTimeoutMillis = 60_000;
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

/** Really at once: every connection is open before the first of them begins. */
async function times<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  await Promise.all(Array.from({ length: 10 }, () => till.database.pool.query("select pg_sleep(0.1)")));
  return Promise.all(Array.from({ length: count }, (_, n) => work(n)));
}

async function aPaidBooking() {
  const client = await till.aClient();
  const reply = await till.ask(client, nextHour());
  if (!reply.ok) throw new Error(reply.refusal);
  const bookingId = reply.value.id;
  const [first] = await triesAt(till, bookingId);
  till.vendor.pay(first!.session!);
  expect(await till.settle(first!.id)).toBe("paid");
  await till.work();
  return { client, bookingId, paymentId: first!.id };
}

/** A paid booking that the practice called off: money or credit, as the client wishes. */
async function aCalledOff() {
  const paid = await aPaidBooking();
  till.clock.advance(10 * minute);
  expect(await callOff(till.practice.own, { bookingId: paid.bookingId, sequence: 0 })).toMatchObject({
    ok: true,
  });
  await till.work();
  return paid;
}

const refundsOf = (bookingId: string) =>
  till.rows<{ amount: number; goes_to: string }>(
    "select amount, goes_to from refunds where booking_id = $1 order by asked_at, id",
    bookingId,
  );

test(`${many} times at once it is asked what has to go back: one refund`, async () => {
  const { client, bookingId } = await aPaidBooking();
  till.clock.advance(10 * minute);
  await cancel(client.ctx, { bookingId, therapistId: till.practice.therapistId, by: "client" });
  const subject = { practiceId: till.practice.ctx.practiceId, subjectId: bookingId, sequence: 1 };
  await times(many, () => followMoneyBack(till.practice.ctx, till.world, subject));
  expect(await refundsOf(bookingId)).toEqual([{ amount: 8500, goes_to: "card" }]);
  const [refund] = await till.rows<{ id: string }>("select id from refunds where booking_id = $1", bookingId);
  const sending = { ...subject, subjectId: refund!.id };
  await times(many, () => sendRefund(till.practice.ctx, till.world, sending).catch(() => {}));
  expect(
    till.vendor.list("refunds").filter(({ metadata }) => metadata?.reference === refund!.id),
  ).toHaveLength(1);
});

test(`${many} clicks at once on money or credit: one of them counts, and it is one sum`, async () => {
  const { client, bookingId } = await aCalledOff();
  const said = await times(many, (n) =>
    chooseReturn(client.ctx, { bookingId, to: n % 2 ? "card" : "credit" }),
  );
  expect(said.filter(({ ok }) => ok)).toHaveLength(1);
  expect(said.filter((one) => !one.ok && one.refusal === "chosen_already")).toHaveLength(many - 1);
  const back = await refundsOf(bookingId);
  expect(back.map(({ amount }) => amount)).toEqual([8500]);
});

test(`${many} clicks of a member on one refund, and ${many} who each give all of it back: one refund`, async () => {
  const { bookingId } = await aPaidBooking();
  const own = till.practice.own;
  const id = newId();
  const clicks = await times(many, () => giveBack(own, { id, bookingId, amount: 3_000 }));
  expect(clicks.filter(({ ok }) => ok)).toHaveLength(1);
  expect(clicks.filter((one) => !one.ok && one.refusal === "given_already")).toHaveLength(many - 1);
  const forms = await times(many, () => giveBack(own, { id: newId(), bookingId, amount: 5_500 }));
  expect(forms.filter(({ ok }) => ok)).toHaveLength(1);
  await till.work();
  expect((await refundsOf(bookingId)).map(({ amount }) => amount)).toEqual([3_000, 5_500]);
  const [charge] = till.vendor.list("charges").slice(-1);
  expect(charge?.amount_refunded).toBe(8_500);
});

test("credit and cash for one session that is called off: the credit is back once, however often it is asked for", async () => {
  const { client, bookingId } = await aCalledOff();
  expect(await chooseReturn(client.ctx, { bookingId, to: "credit" })).toEqual({
    ok: true,
    value: { amount: 8500 },
  });
  await till.rows(
    "update session_types set price = 12000, charge_when = 'after_session' where slug = 'session'",
  );
  await till.rows("update practices set stripe_from_env = false");
  const second = await till.ask(client, nextHour());
  if (!second.ok) throw new Error(second.refusal);
  expect(second.value.status).toBe("confirmed");
  const wish = { id: newId(), bookingId: second.value.id, amount: 3500, method: "cash" as const };
  expect(await recordPayment(till.practice.own, { ...wish, paidAt: till.clock.now })).toMatchObject({
    ok: true,
  });
  till.clock.advance(10 * minute);
  await callOff(till.practice.own, { bookingId: second.value.id, sequence: 0 });
  await till.rows("update session_types set price = 8500, charge_when = 'at_booking' where slug = 'session'");
  await till.rows("update practices set stripe_from_env = true");
  const said = await times(5, () => chooseReturn(client.ctx, { bookingId: second.value.id, to: "credit" }));
  expect(said.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { amount: 8500 } }]);
});

test(`${many} people for one time: one has it and pays, nobody else pays anything`, async () => {
  const startsAt = nextHour();
  const clients: Awaited<ReturnType<Till["aClient"]>>[] = [];
  for (let n = 0; n < many; n += 1) clients.push(await till.aClient());
  const said = await times(many, (n) => till.ask(clients[n]!, startsAt));
  expect(said.filter(({ ok }) => ok)).toHaveLength(1);
  expect(said.filter((one) => !one.ok && one.refusal === "slot_taken")).toHaveLength(many - 1);
  const winner = said.find((one) => one.ok);
  if (!winner?.ok) return;
  const [payment] = await triesAt(till, winner.value.id);
  till.vendor.pay(payment!.session!);
  expect(await till.settle(payment!.id)).toBe("paid");
});

test("two presses at once lead to one page", async () => {
  const client = await till.aClient();
  till.vendor.fail({ fault: "slow", ms: 20_000, times: 1, match: "/v1/checkout/sessions" });
  const startsAt = nextHour();
  const replies = await times(2, () => till.ask(client, startsAt));
  const urls = replies.map((reply) => ("pay" in reply && reply.pay?.ok ? reply.pay.value.url : null));
  expect(urls[0]).not.toBeNull();
  expect(urls[1]).toBe(urls[0]);
});

type Hand = (ctx: Ctx, bookingId: string, client: Ctx) => Promise<unknown>;

/** All who may come at a payment, as they come when nobody waits for anybody. */
const hands: Hand[] = [
  async (_, bookingId) => {
    for (const { id } of await triesAt(till, bookingId)) await till.settle(id);
  },
  () => hearAll(till),
  () => expireHolds(till.house),
  () => sweepPayments(till.house, till.world),
  () => hearOfTheNight(till.house, till.world),
  (_, bookingId, client) => letGo(client, till.world, { bookingId }),
  (_, bookingId, client) => payFor(client, till.world, { bookingId }),
];

test("everybody comes at once, on time and too late: the time is theirs and paid, or all of it is back", async () => {
  for (let round = 0; round < (process.env.LONG ? 60 : 8); round += 1) {
    const client = await till.aClient();
    const reply = await till.ask(client, nextHour());
    if (!reply.ok) throw new Error(reply.refusal);
    const bookingId = reply.value.id;
    if (round % 3 === 0) till.clock.advance(30 * minute);
    for (const { session } of await triesAt(till, bookingId)) ifPossible(() => till.vendor.pay(session!));
    if (round % 2 === 0) till.clock.advance(37 * minute);
    const all = [...hands, ...hands];
    await times(all.length, (n) => all[n]!(till.practice.ctx, bookingId, client.ctx));
    await comeToRest(till);
    const { stands, kept } = await standing(till, client.clientId);
    expect([
      [["confirmed"], 8500],
      [[], 0],
    ]).toContainEqual([stands, kept]);
  }
});

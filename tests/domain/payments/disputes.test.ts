import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { giveCardConsent } from "#app/domain/clients/card-consent.ts";
import { arrange } from "#app/domain/payments/arrangement.ts";
import { followMark } from "#app/domain/payments/charge-later.ts";
import { followDispute } from "#app/domain/payments/disputes.ts";
import { giveBack } from "#app/domain/payments/give-back.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { hearOfTheNight } from "#app/domain/payments/reconcile.ts";
import { newId } from "#app/values/ids.ts";
import {
  expectInOrder,
  freshHours,
  hearAll,
  hour,
  letPass,
  triesAt,
} from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { aDispute as aDisputeOf, aPaidSession, booksOf } from "./a-paid-session.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

const day = 24 * hour;

const aDispute = (wish?: Parameters<typeof aDisputeOf>[2]) => aDisputeOf(till, nextHour(), wish);
const books = (paymentId: string) => booksOf(till, paymentId);
const statusOf = async (id: string) => {
  const [row] = await till.rows<{ status: string }>("select status from disputes where id = $1", id);
  return row?.status;
};
const happened = async (name: string, id: string) =>
  (await till.rows("select id from events where name = $1 and subject_id = $2", name, id)).length;
const own = () => till.practice.own;

test("what a bank asks back is set aside with its fee, and comes back when it is won", async () => {
  const { paymentId, made, id } = await aDispute();
  expect(await books(paymentId)).toMatchObject({ disputed: 8500, stripe_fees: expect.any(Number) });
  expect((await books(paymentId)).dispute_losses).toBeUndefined();
  expect(await disagreements(till)).toEqual([]);
  till.vendor.decide(made.id, "won");
  await hearAll(till);
  await till.work();
  expect(await statusOf(id)).toBe("won");
  expect((await books(paymentId)).disputed).toBeUndefined();
  expect((await books(paymentId)).dispute_losses).toBeUndefined();
});

test("what is lost is a loss, of the part that was asked back alone", async () => {
  const { paymentId, made, id } = await aDispute({ amount: 3000 });
  expect((await books(paymentId)).disputed).toBe(3000);
  till.vendor.decide(made.id, "lost");
  await hearAll(till);
  await till.work();
  expect(await statusOf(id)).toBe("lost");
  expect(await books(paymentId)).toMatchObject({ dispute_losses: 3000 });
  expect((await books(paymentId)).disputed).toBeUndefined();
});

test("told in any order, twice, and only when it is over, it is written down once", async () => {
  const paid = await aPaidSession(till, nextHour());
  const made = till.vendor.dispute(paid.charge);
  till.vendor.decide(made.id, "won");
  const told = till.hooks();
  expect(told.length).toBeGreaterThan(2);
  const { ctx } = till.practice;
  await Promise.all([1, 2, 3].map(() => followDispute(ctx, till.world, made.id)));
  const [row] = await till.rows<{ id: string; status: string }>(
    "select id, status from disputes where stripe_dispute = $1",
    made.id,
  );
  expect(row?.status).toBe("won");
  expect(await happened("dispute.opened", row!.id)).toBe(1);
  expect(await happened("dispute.closed", row!.id)).toBe(1);
  await followDispute(ctx, till.world, made.id);
  expect((await books(paid.paymentId)).disputed).toBeUndefined();
});

test("told before its payment is settled, it waits for it", async () => {
  const client = await till.aClient();
  const asked = await till.ask(client, nextHour());
  if (!asked.ok) throw new Error(asked.refusal);
  const [first] = await triesAt(till, asked.value.id);
  till.vendor.pay(first!.session!);
  const charge = till.vendor.list("charges").find(({ metadata }) => metadata.reference === first!.id)!;
  const made = till.vendor.dispute(charge.id);
  const { ctx } = till.practice;
  await expect(followDispute(ctx, till.world, made.id)).rejects.toThrow("not known yet");
  await till.settle(first!.id);
  await followDispute(ctx, till.world, made.id);
  expect((await books(first!.id)).disputed).toBe(8500);
});

test("a bank that only asks takes nothing, and the books say so", async () => {
  const { paymentId, charge } = await aPaidSession(till, nextHour());
  const intent = till.vendor.find("charges", charge).payment_intent as string;
  const { merchant } = till.world.payments!.ofEnvironment!;
  const asks = {
    ...{ id: `du_asks_${paymentId}`, intent, amount: 8500, fee: 0, isTaken: false, reason: "general" },
    dueBy: new Date(till.clock.now.getTime() + day),
  };
  let status: "open" | "won" = "open";
  const world = {
    ...till.world,
    payments: {
      ...till.world.payments!,
      ofEnvironment: {
        webhookSecret: null,
        merchant: {
          ...merchant,
          readDispute: async () => ({ outcome: "done" as const, value: { ...asks, status } }),
        },
      },
    },
  };
  await followDispute(till.practice.ctx, world, asks.id);
  expect((await books(paymentId)).disputed).toBeUndefined();
  status = "won";
  await followDispute(till.practice.ctx, world, asks.id);
  expect((await books(paymentId)).disputed).toBeUndefined();
});

test("no card of that client is charged until somebody lets it be charged again", async () => {
  const client = await till.aClient();
  const consentId = await giveCardConsent(till.practice.ctx, {
    ...{ clientId: client.clientId, textVersion: "1", text: "Up to 200 a month.", givenBy: client.name },
    ...{ upTo: 8500, upToMonthly: 50_000 },
  });
  await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const asked = await till.ask(client, nextHour());
    if (!asked.ok) throw new Error(asked.refusal);
    ids.push(asked.value.id);
    if (n > 0) continue;
    await payFor(client.ctx, till.world, { bookingId: asked.value.id, consentId });
    for (const { id, session } of await triesAt(till, asked.value.id)) {
      if (till.vendor.find("checkout-sessions", session!).status === "open") till.vendor.pay(session!);
      await till.settle(id);
    }
  }
  await till.rows("update session_types set charge_when = 'at_booking' where slug = 'session'");
  await letPass(till, 72 * hour);
  const [first, second, third] = ids as [string, string, string];
  const attend = async (bookingId: string) => {
    await markAttended(own(), bookingId);
    await till.work();
    const [row] = await till.rows<{ count: number }>(
      "select count(*)::int as count from payments p join payment_parts t on t.payment_id = p.id where t.booking_id = $1 and p.is_off_session",
      bookingId,
    );
    return row!.count;
  };
  expect(await attend(first)).toBe(1);
  const charge = till.vendor.list("charges").at(-1)!;
  till.vendor.dispute(charge.id);
  await hearAll(till);
  await till.work();
  expect(await attend(second)).toBe(0);
  const { clientId } = client;
  expect(await arrange(own(), { clientId, chargeWhen: null, payerId: null, mayCharge: false })).toBe(true);
  expect(await attend(third)).toBe(0);
  expect(await arrange(own(), { clientId, chargeWhen: null, payerId: null, mayCharge: true })).toBe(true);
  await followMark(till.practice.ctx, till.world, { ...till.practice.ctx, subjectId: third, sequence: 0 });
  await till.work();
  expect(await attend(third)).toBe(1);
});

test("of what is asked back nothing is given back a second time, and it goes back by itself once it is won", async () => {
  const { bookingId, paymentId, made, client } = await aDispute();
  expect(await giveBack(own(), { id: newId(), bookingId, amount: 1000 })).toEqual({
    ok: false,
    refusal: "nothing_received",
  });
  const { therapistId } = till.practice;
  await cancel(client.ctx, { bookingId, therapistId, by: "client" });
  await till.work();
  const sent = () => till.rows("select status, failure from refunds where payment_id = $1", paymentId);
  expect(await sent()).toEqual([]);
  till.vendor.decide(made.id, "won");
  await hearAll(till);
  await till.work();
  // Stripe keeps refusing a charge that was disputed once: then it is for a person to give it back.
  expect(await sent()).toMatchObject([{ status: "failed", failure: "charge_disputed" }]);
});

test("what nobody answers is lost two weeks later, and the night hears of it", async () => {
  const { id } = await aDispute();
  till.clock.advance(16 * day);
  await hearOfTheNight(till.house, till.world);
  expect(await statusOf(id)).toBe("lost");
});

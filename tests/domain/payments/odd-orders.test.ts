import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { giveCardConsent } from "#app/domain/clients/card-consent.ts";
import { creditOf } from "#app/domain/ledger/credit.ts";
import { followMark } from "#app/domain/payments/charge-later.ts";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { keepEvents } from "#app/domain/payments/hear.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { sendRefund } from "#app/domain/payments/refund.ts";
import { askAndPay } from "#app/domain/reception/ask-and-pay.ts";
import type { World } from "#app/world.ts";
import {
  expectInOrder,
  freshHours,
  hour,
  letPass,
  minute,
  standing,
  triesAt,
} from "#tests/flows/support/money-actors.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";

let till: Till;
let nextHour: () => number;
beforeAll(async () => {
  till = await aTill();
  nextHour = freshHours(till);
});
afterEach(() => expectInOrder(till));
afterAll(() => till.close());

type Client = Awaited<ReturnType<Till["aClient"]>>;

async function aHold(client: Client, startsAt = nextHour()) {
  const reply = await till.ask(client, startsAt);
  if (!reply.ok) throw new Error(reply.refusal);
  return reply.value.id;
}

async function paysOn(bookingId: string) {
  for (const { session } of await triesAt(till, bookingId))
    if (till.vendor.find("checkout-sessions", session!).status === "open") till.vendor.pay(session!);
}

async function settleAll(bookingId: string) {
  for (const { id } of await triesAt(till, bookingId)) await till.settle(id);
}

test("two pages of one time were paid and both are heard of too late: it is taken again once, and one sum goes back", async () => {
  const client = await till.aClient();
  const bookingId = await aHold(client);
  await paysOn(bookingId);
  till.clock.advance(32 * minute);
  expect(await payFor(client.ctx, till.world, { bookingId })).toMatchObject({ ok: true });
  await paysOn(bookingId);
  await letPass(till, 2 * hour);
  await settleAll(bookingId);
  await till.work();
  expect(await standing(till, client.clientId)).toEqual({ stands: ["confirmed"], kept: 8500, taken: 17_000 });
  const letters = till.letters.filter(({ to }) => to === client.email).map(({ subject }) => subject);
  expect(letters.filter((subject) => subject.startsWith("About the time"))).toEqual([]);
});

test("a time that is taken again is paid with the same credit", async () => {
  const client = await till.aClient();
  const first = await aHold(client);
  await paysOn(first);
  await settleAll(first);
  await letPass(till, 10 * minute);
  await callOff(till.practice.own, { bookingId: first, sequence: 0 });
  expect(await chooseReturn(client.ctx, { bookingId: first, to: "credit" })).toMatchObject({ ok: true });
  for (const isBackAlready of [false, true]) {
    await till.rows("update session_types set price = 12000 where slug = 'session'");
    const second = await aHold(client);
    await till.rows("update session_types set price = 8500 where slug = 'session'");
    expect(await creditOf(till.practice.ctx, client.clientId)).toBe(0);
    await paysOn(second);
    till.clock.advance(40 * minute);
    if (isBackAlready) await letPass(till, 0);
    else await till.rows("update bookings set status = 'expired' where id = $1", second);
    if (!isBackAlready)
      await till.rows(
        "update appointments set occupies = false where id = (select appointment_id from bookings where id = $1)",
        second,
      );
    await settleAll(second);
    const [again] = await till.rows<{ id: string; credit_used: number; status: string; sequence: number }>(
      "select id, status, credit_used, sequence from bookings where retakes = $1",
      second,
    );
    expect(again).toMatchObject({ status: "confirmed", credit_used: 8500 });
    expect(await creditOf(till.practice.ctx, client.clientId)).toBe(0);
    await letPass(till, 10 * minute);
    await callOff(till.practice.own, { bookingId: again!.id, sequence: 0 });
    expect(await chooseReturn(client.ctx, { bookingId: again!.id, to: "card" })).toMatchObject({ ok: true });
    expect(await creditOf(till.practice.ctx, client.clientId)).toBe(8500);
  }
});

/** A refund that has been sent and waits at the bank. */
async function aWaitingRefund() {
  const client = await till.aClient();
  const bookingId = await aHold(client);
  await paysOn(bookingId);
  await settleAll(bookingId);
  await letPass(till, 10 * minute);
  await callOff(till.practice.own, { bookingId, sequence: 0 });
  till.vendor.newRefunds("wait");
  await chooseReturn(client.ctx, { bookingId, to: "card" });
  await till.work();
  const [refund] = await till.rows<{ id: string; stripe_refund: string; status: string }>(
    "select id, stripe_refund, status from refunds where booking_id = $1",
    bookingId,
  );
  expect(refund!.status).toBe("pending");
  return { subject: { ...till.practice.ctx, subjectId: refund!.id, sequence: 0 }, refund: refund! };
}

test("an answer from before a refund had arrived, heard after it, changes nothing", async () => {
  const { subject, refund } = await aWaitingRefund();
  const stale = till.world.payments!.ofEnvironment!.merchant;
  const before = await stale.readRefund(refund.stripe_refund);
  till.vendor.succeedRefund(refund.stripe_refund);
  let isLate = false;
  const late: World = {
    ...till.world,
    payments: {
      ...till.world.payments!,
      ofEnvironment: {
        webhookSecret: null,
        merchant: {
          ...stale,
          async readRefund() {
            await sendRefund(till.practice.ctx, till.world, subject);
            isLate = true;
            return before;
          },
        },
      },
    },
  };
  await sendRefund(till.practice.ctx, late, subject);
  expect(isLate).toBe(true);
  const [now] = await till.rows<{ status: string }>("select status from refunds where id = $1", refund.id);
  expect(now?.status).toBe("succeeded");
});

test("a refund that had arrived and comes back from the bank is in the books again", async () => {
  const { subject, refund } = await aWaitingRefund();
  till.vendor.succeedRefund(refund.stripe_refund);
  await sendRefund(till.practice.ctx, till.world, subject);
  till.vendor.failRefund(refund.stripe_refund);
  await sendRefund(till.practice.ctx, till.world, subject);
  const [now] = await till.rows<{ status: string }>("select status from refunds where id = $1", refund.id);
  expect(now?.status).toBe("failed");
});

test("what Stripe will never answer keeps nothing behind it waiting", async () => {
  const client = await till.aClient();
  const bookingId = await aHold(client);
  await paysOn(bookingId);
  const { refund } = await aWaitingRefund();
  till.clock.advance(4 * minute);
  till.vendor.fail({ fault: "500", match: `/v1/refunds/${refund.stripe_refund}` });
  const event = { type: "charge.succeeded", objectId: null, belongsTo: null, happenedAt: till.clock.now };
  await keepEvents(till.practice.ctx, [{ id: "evt_behind_it", ...event }]);
  till.clock.advance(4 * minute);
  await expect(sweepPayments(till.house, till.world)).rejects.toThrow("does not answer");
  expect(await standing(till, client.clientId)).toMatchObject({ stands: ["confirmed"] });
  expect(await till.rows("select id from stripe_events where done_at is null")).toEqual([]);
});

test("two days of a busy practice's events are heard of at once", async () => {
  const event = { type: "a.thing", objectId: null, belongsTo: null, happenedAt: till.clock.now };
  const many = Array.from({ length: 12_000 }, (_, n) => ({ id: `evt_busy_${n}`, ...event }));
  expect(await keepEvents(till.practice.ctx, many)).toBe(12_000);
  expect(await keepEvents(till.practice.ctx, many)).toBe(0);
});

test("sessions charged at the same moment stay within what was agreed to for the month", async () => {
  const client = await till.aClient();
  const consentId = await giveCardConsent(till.practice.ctx, {
    ...{ clientId: client.clientId, textVersion: "1", text: "Up to 200 a month.", givenBy: client.name },
    ...{ upTo: 8500, upToMonthly: 20_000 },
  });
  await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
  const bookingIds: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const reply = await askAndPay(
      client.ctx,
      till.world,
      { call: "page", wish: till.practice.wish({ ...client, typeSlug: "session", startsAt: nextHour() }) },
      20_000,
    );
    if (!reply.ok) throw new Error(reply.refusal);
    bookingIds.push(reply.value.id);
    if (n > 0) continue;
    expect(await payFor(client.ctx, till.world, { bookingId: reply.value.id, consentId })).toMatchObject({
      ok: true,
    });
    await paysOn(reply.value.id);
    await settleAll(reply.value.id);
  }
  await till.rows("update session_types set charge_when = 'at_booking' where slug = 'session'");
  await letPass(till, 48 * hour);
  for (const bookingId of bookingIds)
    expect(await markAttended(till.practice.own, bookingId)).toMatchObject({ ok: true });
  await Promise.all(
    bookingIds.map((subjectId) =>
      followMark(till.practice.ctx, till.world, { ...till.practice.ctx, subjectId, sequence: 0 }),
    ),
  );
  await till.work();
  expect(await standing(till, client.clientId)).toMatchObject({ kept: 17_000 });
});

test("who had another time kept waits no longer than anybody, though Stripe hangs", async () => {
  const client = await till.aClient();
  await aHold(client);
  till.vendor.fail({ fault: "hang" });
  const patience = 400;
  const wish = till.practice.wish({ ...client, typeSlug: "session", startsAt: nextHour() });
  const began = performance.now();
  const reply = await askAndPay(client.ctx, till.world, { call: "page", wish }, patience);
  expect(performance.now() - began).toBeLessThan(patience + 350);
  expect(reply).toMatchObject({ ok: true, value: { status: "held" }, pay: { ok: false, refusal: "away" } });
});

test("who pays in the last moment has their time, though somebody asks for it before we heard", async () => {
  const [client, other] = [await till.aClient(), await till.aClient()];
  const startsAt = nextHour();
  const bookingId = await aHold(client, startsAt);
  till.clock.advance(31 * minute - 1_000);
  await paysOn(bookingId);
  till.clock.advance(4 * minute);
  expect(await till.ask(other, startsAt)).toMatchObject({ ok: false, refusal: "slot_taken" });
  await settleAll(bookingId);
  expect(await standing(till, client.clientId)).toMatchObject({ stands: ["confirmed"], kept: 8500 });
});

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { withdrawCardConsent } from "#app/domain/clients/card-consent.ts";
import { arrange, arrangementOf, forgetCard } from "#app/domain/payments/arrangement.ts";
import { chargeMonths } from "#app/domain/payments/charge-later.ts";
import { movedDuring } from "#app/domain/payments/list.ts";
import { ownMovements } from "#app/domain/payments/own.ts";
import { ownPayment } from "#app/domain/payments/own-payment.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { anOwingTill, asClient, type Owing } from "./support/owing.ts";

let owing: Owing;
let till: Owing["till"];
beforeAll(async () => {
  owing = await anOwingTill();
  till = owing.till;
});
afterEach(() => owing.expectInOrder());
afterAll(() => till.close());

test("a card that was left lets the next session stand at once, and is charged after it", async () => {
  const { client, bookingId } = await owing.aCard();
  expect(await till.rows("select status, held_for from bookings where id = $1", bookingId)).toEqual([
    { status: "confirmed", held_for: null },
  ]);
  const next = await owing.aDebt(client, { chargeWhen: "after_session" });
  await till.work();
  expect(await owing.owed(next)).toBe(0);
  const charged = await till.rows("select status, amount, is_off_session from payments where is_off_session");
  expect(charged).toEqual([{ status: "paid", amount: 8500, is_off_session: true }]);
});

test("a card that was left is no payment: it stands in nobody's list of money", async () => {
  const { client, bookingId } = await owing.aCard();
  const [left] = await till.rows<{ id: string }>(
    "select p.id from payments p join payment_parts t on t.payment_id = p.id where t.booking_id = $1 and p.status = 'paid'",
    bookingId,
  );
  expect(await ownPayment(asClient(client), left!.id)).toBeNull();
  expect(await ownMovements(asClient(client))).toEqual([]);
  const month = { from: new Date("2027-01-01"), until: new Date("2028-01-01") };
  const moved = await movedDuring(till.practice.own, month);
  expect(moved.filter(({ paymentId }) => paymentId === left!.id)).toEqual([]);
});

test("a card is never charged above what was agreed to, nor after that was taken back", async () => {
  const { client } = await owing.aCard("ok", 8400);
  const dear = await owing.aDebt(client, { chargeWhen: "after_session" });
  await till.work();
  expect(await owing.owed(dear)).toBe(8500);

  const { client: other } = await owing.aCard();
  await withdrawCardConsent(till.practice.ctx, other.clientId);
  const after = await owing.aDebt(other, { chargeWhen: "after_session" });
  await till.work();
  expect(await owing.owed(after)).toBe(8500);
});

for (const card of ["declines-later", "needs-authentication"] as const)
  test(`a card that ${card === "declines-later" ? "is declined" : "asks for its owner"} leaves the session as it is and the sum open, and says so once`, async () => {
    const { client } = await owing.aCard(card);
    const bookingId = await owing.aDebt(client, { chargeWhen: "after_session" });
    await till.work();
    await till.work();
    expect(await owing.owed(bookingId)).toBe(8500);
    expect(await till.rows("select status from bookings where id = $1", bookingId)).toEqual([
      { status: "attended" },
    ]);
    const told = till.letters.filter(
      ({ to, subject }) => to === client.email && subject.includes("didn’t go through"),
    );
    expect(told).toHaveLength(1);
    expect((await payOwed(asClient(client), till.world, { bookingIds: [bookingId] })).ok).toBe(true);
    till.vendor.pay(await owing.pageOf(bookingId));
  });

test("an answer that was lost charges nobody twice", async () => {
  const { client } = await owing.aCard();
  till.vendor.fail({ fault: "lose-answer", times: 1, match: "/v1/payment_intents" });
  const bookingId = await owing.aDebt(client, { chargeWhen: "after_session" });
  const done = await till.work();
  expect(done.some((line) => line.includes("does not answer"))).toBe(true);
  till.clock.advance(5 * 60_000);
  await till.work();
  expect(await owing.owed(bookingId)).toBe(0);
});

test("who pays by the month is charged on its first, all of it at once", async () => {
  const { client } = await owing.aCard();
  await arrange(till.practice.own, {
    clientId: client.clientId,
    chargeWhen: "monthly",
    payerId: null,
    mayCharge: false,
  });
  const debts = [
    await owing.aDebt(client, { chargeWhen: "monthly" }),
    await owing.aDebt(client, { chargeWhen: "monthly" }),
  ];
  await chargeMonths(till.house, till.world);
  expect(await Promise.all(debts.map(owing.owed))).toEqual([8500, 8500]);
  till.clock.now = new Date("2027-03-01T10:00:00Z");
  await chargeMonths(till.house, till.world);
  await chargeMonths(till.house, till.world);
  expect(await Promise.all(debts.map(owing.owed))).toEqual([0, 0]);
});

test("a card that is forgotten is charged no more, and only its own people and the practice forget it", async () => {
  const { client } = await owing.aCard();
  const other = await till.aClient();
  expect(await forgetCard(asClient(other), client.clientId)).toBe(false);
  expect((await arrangementOf(till.practice.ctx, client.clientId)).card).not.toBeNull();
  expect(await forgetCard(asClient(client), client.clientId)).toBe(true);
  const { card, consent } = await arrangementOf(till.practice.ctx, client.clientId);
  expect([card, consent]).toEqual([null, null]);
});

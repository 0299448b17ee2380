import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { ownDebts } from "#app/domain/payments/own.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import { anOwingTill, asClient, type Owing } from "./support/owing.ts";

let owing: Owing;
let till: Owing["till"];
beforeAll(async () => {
  owing = await anOwingTill();
  till = owing.till;
});
afterEach(() => owing.expectInOrder());
afterAll(() => till.close());

test("two debts are paid on one page, and each is paid", async () => {
  const client = await till.aClient();
  const [one, two] = [await owing.aDebt(client), await owing.aDebt(client)];
  const paying = await payOwed(asClient(client), till.world, { bookingIds: [one, two] });
  expect(paying.ok).toBe(true);
  till.vendor.pay(await owing.pageOf(one));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);
  expect([await owing.owed(one), await owing.owed(two)]).toEqual([0, 0]);
  expect(await payOwed(asClient(client), till.world, { bookingIds: [one] })).toEqual({
    ok: false,
    refusal: "nothing_due",
  });
});

test("nobody pays for another's session, nor looks whether it is there", async () => {
  const [client, other] = [await till.aClient(), await till.aClient()];
  const bookingId = await owing.aDebt(client);
  for (const id of [bookingId, newId(), "nonsense"])
    expect(await payOwed(asClient(other), till.world, { bookingIds: [id] })).toEqual({
      ok: false,
      refusal: "not_here",
    });
});

test("paid in cash while the page was open: what came twice goes back", async () => {
  const client = await till.aClient();
  const bookingId = await owing.aDebt(client);
  await payOwed(asClient(client), till.world, { bookingIds: [bookingId] });
  const cash = { id: newId(), bookingId, amount: 8500, method: "cash", paidAt: till.clock.now } as const;
  expect((await recordPayment(till.practice.own, cash)).ok).toBe(true);
  till.vendor.pay(await owing.pageOf(bookingId));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);
  await till.work();
  const refunds = await till.rows("select amount, reason from refunds where booking_id = $1", bookingId);
  expect(refunds).toEqual([{ amount: 8500, reason: "paid_twice" }]);
});

test("opened twice, only the newer page can be paid", async () => {
  const client = await till.aClient();
  const bookingId = await owing.aDebt(client);
  await payOwed(asClient(client), till.world, { bookingIds: [bookingId] });
  const first = await owing.pageOf(bookingId);
  await payOwed(asClient(client), till.world, { bookingIds: [bookingId] });
  expect(till.vendor.find("checkout-sessions", first)).toMatchObject({ status: "expired" });
  expect(await owing.pageOf(bookingId)).not.toBe(first);
});

test("whoever only pays for a client sees what is owed, pays it, and stands on it as the payer", async () => {
  const payer = await till.aClient();
  const client = await till.aClient();
  const bookingId = await owing.aDebt(client);
  const asPayer = asClient(payer);
  await till.rows(
    `insert into participants (id, practice_id, client_id, user_id, role, name)
     values ($1, $2, $3, $4, 'payer', 'A Payer')`,
    newId(),
    till.practice.ctx.practiceId,
    client.clientId,
    asPayer.actor.userId,
  );
  expect((await ownDebts(asPayer)).map((debt) => debt.bookingId)).toEqual([bookingId]);
  // Money is theirs to see, and the session itself is not.
  expect(await ownBooking(asPayer, bookingId, maySee)).toBeNull();
  expect((await payOwed(asPayer, till.world, { bookingIds: [bookingId] })).ok).toBe(true);
  till.vendor.pay(await owing.pageOf(bookingId));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);
  expect(await owing.owed(bookingId)).toBe(0);
  const [paid] = await till.rows<{ role: string }>(
    `select t.role from payments p join payment_parts x on x.payment_id = p.id join participants t on t.id = p.payer_id
     where x.booking_id = $1`,
    bookingId,
  );
  expect(paid).toEqual({ role: "payer" });
});

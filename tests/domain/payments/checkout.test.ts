import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill();
});
afterEach(async () => {
  till.vendor.faults.clear();
  await sweepPayments(till.house, till.world);
  await till.work();
  expect(await disagreements(till)).toEqual([]);
  expect(await findBroken(till.database.pool)).toEqual([]);
});
afterAll(() => till.close());

const minute = 60_000;
let day = 4;
/** Ten in the morning of a day nobody has used yet. */
const ten = () => Date.parse(`2027-02-${String(day++).padStart(2, "0")}T10:00:00Z`);

async function aHold() {
  const client = await till.aClient();
  const startsAt = ten();
  const reply = await till.ask(client, startsAt);
  if (!reply.ok) throw new Error(reply.refusal);
  const [payment] = await till.rows<{ id: string; stripe_session: string }>(
    "select p.id, p.stripe_session from payments p join payment_parts t on t.payment_id = p.id where t.booking_id = $1",
    reply.value.id,
  );
  return { client, startsAt, bookingId: reply.value.id, reply, payment: payment! };
}

const statusOf = async (bookingId: string) =>
  (await till.rows<{ status: string }>("select status from bookings where id = $1", bookingId))[0]?.status;

const sumOf = async (account: string, bookingId: string) =>
  (
    await till.rows<{ sum: number }>(
      "select coalesce(sum(amount), 0)::int as sum from ledger_entries where account = $1 and booking_id = $2",
      account,
      bookingId,
    )
  )[0]?.sum;

test("a paid session is kept while it is paid for, and stands once it is", async () => {
  const { bookingId, reply, payment } = await aHold();
  expect(reply).toMatchObject({ ok: true, value: { status: "held" }, pay: { ok: true } });
  expect(await statusOf(bookingId)).toBe("held");
  expect(await till.settle(payment.id)).toBe("open");

  till.vendor.pay(payment.stripe_session);
  expect(await till.settle(payment.id)).toBe("paid");
  expect(await till.settle(payment.id)).toBe("paid");

  expect(await statusOf(bookingId)).toBe("confirmed");
  expect(await sumOf("stripe_balance", bookingId)).toBe(8500);
  expect(await sumOf("prepayments", bookingId)).toBe(-8500);
  const done = await till.work();
  expect(done).toContain("mail_client_confirmed");
  expect(done).toContain("issue_paper");
});

test("the same wish again leads to the same page, and another lets the first go", async () => {
  const { client, startsAt, bookingId, reply, payment } = await aHold();
  expect(await till.ask(client, startsAt)).toMatchObject({
    ok: true,
    value: { id: bookingId },
    pay: "pay" in reply ? reply.pay : null,
  });
  const other = await till.ask(client, startsAt + 120 * minute);
  expect(other).toMatchObject({ ok: true, value: { status: "held" } });
  expect(await statusOf(bookingId)).toBe("cancelled");
  expect(till.vendor.find("checkout-sessions", payment.stripe_session)).toMatchObject({ status: "expired" });
});

test("nobody's payment: the page ends, the time is free again, and nobody is written to", async () => {
  const { bookingId, payment } = await aHold();
  const before = till.letters.length;
  till.clock.advance(37 * minute);
  await expireHolds(till.house);
  await till.work();
  expect(await statusOf(bookingId)).toBe("expired");
  expect(await till.settle(payment.id)).toBe("expired");
  expect(till.letters.length).toBe(before);
});

test("paid too late and nobody else there: the time is taken again", async () => {
  const { bookingId, payment } = await aHold();
  till.vendor.pay(payment.stripe_session);
  till.clock.advance(37 * minute);
  await expireHolds(till.house);
  expect(await till.settle(payment.id)).toBe("paid");
  const [again] = await till.rows<{ id: string; status: string }>(
    "select id, status from bookings where retakes = $1",
    bookingId,
  );
  expect(again).toMatchObject({ status: "confirmed" });
  expect(await sumOf("prepayments", again!.id)).toBe(-8500);
});

test("paid too late and the time is another's: all of it goes back once, and both are told", async () => {
  const { bookingId, payment, startsAt, client } = await aHold();
  till.vendor.pay(payment.stripe_session);
  till.clock.advance(37 * minute);
  const other = await till.aClient();
  const taken = await till.ask(other, startsAt);
  expect(taken.ok).toBe(true);
  await Promise.all([till.settle(payment.id), till.settle(payment.id), till.settle(payment.id)]);
  await till.work();
  const refunds = till.vendor.list("refunds");
  expect(refunds).toHaveLength(1);
  expect(refunds[0]).toMatchObject({ amount: 8500, status: "succeeded" });
  expect(await sumOf("stripe_balance", bookingId)).toBe(0);
  const subjects = till.letters.filter(({ to }) => to === client.email).map(({ subject }) => subject);
  expect(subjects.at(-1)).toMatch(/^About the time you asked for/);
});

test("while Stripe is away the time is kept, and the next press finds the page", async () => {
  const client = await till.aClient();
  till.vendor.fail({ fault: "500", times: 1, match: "checkout" });
  const reply = await till.ask(client, ten());
  expect(reply).toMatchObject({ ok: true, value: { status: "held" }, pay: { ok: false, refusal: "away" } });
  if (!reply.ok) return;
  const pressed = await payFor(client.ctx, till.world, { bookingId: reply.value.id });
  expect(pressed.ok).toBe(true);
  expect(till.vendor.list("checkout-sessions").filter((one) => one.url !== null).length).toBeGreaterThan(0);
});

test("an answer that was lost is found again, and it is one page", async () => {
  const client = await till.aClient();
  const before = till.vendor.list("checkout-sessions").length;
  till.vendor.fail({ fault: "lose-answer", times: 1, match: "/v1/checkout" });
  const reply = await till.ask(client, ten());
  expect(reply).toMatchObject({ ok: true, pay: { ok: false, refusal: "away" } });
  if (!reply.ok) return;
  const pressed = await payFor(client.ctx, till.world, { bookingId: reply.value.id });
  expect(pressed.ok).toBe(true);
  expect(till.vendor.list("checkout-sessions").length).toBe(before + 1);
});

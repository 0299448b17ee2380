import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { ownBooking } from "#app/domain/bookings/queries.ts";
import { giveCardConsent, withdrawCardConsent } from "#app/domain/clients/card-consent.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { arrange, arrangementOf, forgetCard } from "#app/domain/payments/arrangement.ts";
import { chargeMonths } from "#app/domain/payments/charge-later.ts";
import { movedDuring } from "#app/domain/payments/list.ts";
import { ownDebts, ownMovements } from "#app/domain/payments/own.ts";
import { ownPayment } from "#app/domain/payments/own-payment.ts";
import { payFor } from "#app/domain/payments/pay-for.ts";
import { payOwed } from "#app/domain/payments/pay-owed.ts";
import { sweepPayments } from "#app/domain/payments/reconcile.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { disagreements } from "#tests/support/agrees-with-stripe.ts";
import { findBroken } from "#tests/support/invariants.ts";

let till: Till;
beforeAll(async () => {
  till = await aTill({ now: new Date("2027-02-03T12:00:00Z") });
});
afterEach(async () => {
  till.vendor.faults.clear();
  till.clock.advance(10 * 60_000);
  await till.work();
  await sweepPayments(till.house, till.world);
  await till.work();
  expect(await disagreements(till)).toEqual([]);
  expect(await findBroken(till.database.pool)).toEqual([]);
});
afterAll(() => till.close());

const hour = 3_600_000;
let last = 0;
/** A start nobody had, more than a day ahead, by daylight. */
const aStart = () => {
  last = Math.max(last + 1.5 * hour, Math.ceil(till.clock.now.getTime() / hour) * hour + 26 * hour);
  if (new Date(last).getUTCHours() > 17 || new Date(last).getUTCHours() < 9)
    last = Math.ceil(last / (24 * hour)) * 24 * hour + 9 * hour;
  return last;
};

/** A session the practice booked for a client, at which they were; it is owed. */
async function aDebt(client: Awaited<ReturnType<Till["aClient"]>>, { chargeWhen = "at_booking" } = {}) {
  const startsAt = aStart();
  const { therapistId, own } = till.practice;
  const wish = { therapistId, clientId: client.clientId, typeSlug: "session", startsAt, knowingly: true };
  const booked = await bookFor(own, wish);
  if (!booked.ok) throw new Error(booked.refusal);
  await till.rows("update bookings set charge_when = $2 where id = $1", booked.value.id, chargeWhen);
  till.clock.now = new Date(startsAt + hour);
  const marked = await markAttended(own, booked.value.id);
  if (!marked.ok) throw new Error(marked.refusal);
  return booked.value.id;
}

const asClient = (client: { ctx: unknown }) => client.ctx as ClientCtx;
const owed = async (bookingId: string) =>
  (
    await till.rows<{ sum: number }>(
      "select coalesce(sum(amount), 0)::int as sum from ledger_entries where account = 'receivable' and booking_id = $1",
      bookingId,
    )
  )[0]?.sum;

async function pageOf(bookingId: string): Promise<string> {
  const rows = await till.rows<{ stripe_session: string }>(
    `select p.stripe_session from payments p join payment_parts t on t.payment_id = p.id
     where t.booking_id = $1 and p.stripe_session is not null order by p.created_at desc, p.id desc`,
    bookingId,
  );
  return rows[0]!.stripe_session;
}

/** A client who left a card, and agreed to at most so much for a session. */
async function aCard(card: "ok" | "declines-later" | "needs-authentication" = "ok", upTo = 8500) {
  const client = await till.aClient();
  await till.rows("update session_types set charge_when = 'after_session' where slug = 'session'");
  const reply = await till.ask(client, aStart());
  await till.rows("update session_types set charge_when = 'at_booking' where slug = 'session'");
  if (!reply.ok) throw new Error(reply.refusal);
  expect(reply).toMatchObject({ value: { status: "held" }, pay: { ok: false, refusal: "consent_first" } });
  const consentId = await giveCardConsent(till.practice.ctx, {
    clientId: client.clientId,
    textVersion: "test",
    text: "You may.",
    upTo,
    upToMonthly: upTo * 2,
    givenBy: client.name,
  });
  const bookingId = reply.value.id;
  const left = await payFor(client.ctx, till.world, { bookingId, consentId });
  if (!left.ok) throw new Error(left.refusal);
  till.vendor.pay(await pageOf(bookingId), card);
  await sweepPayments({ ...till.house, now: () => new Date(till.clock.now.getTime() + hour) }, till.world);
  return { client, bookingId };
}

test("two debts are paid on one page, and each is paid", async () => {
  const client = await till.aClient();
  const [one, two] = [await aDebt(client), await aDebt(client)];
  const paying = await payOwed(asClient(client), till.world, { bookingIds: [one, two] });
  expect(paying.ok).toBe(true);
  till.vendor.pay(await pageOf(one));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);
  expect([await owed(one), await owed(two)]).toEqual([0, 0]);
  expect(await payOwed(asClient(client), till.world, { bookingIds: [one] })).toEqual({
    ok: false,
    refusal: "nothing_due",
  });
});

test("nobody pays for another's session, nor looks whether it is there", async () => {
  const [client, other] = [await till.aClient(), await till.aClient()];
  const bookingId = await aDebt(client);
  for (const id of [bookingId, newId(), "nonsense"])
    expect(await payOwed(asClient(other), till.world, { bookingIds: [id] })).toEqual({
      ok: false,
      refusal: "not_here",
    });
});

test("paid in cash while the page was open: what came twice goes back", async () => {
  const client = await till.aClient();
  const bookingId = await aDebt(client);
  await payOwed(asClient(client), till.world, { bookingIds: [bookingId] });
  const cash = { id: newId(), bookingId, amount: 8500, method: "cash", paidAt: till.clock.now } as const;
  expect((await recordPayment(till.practice.own, cash)).ok).toBe(true);
  till.vendor.pay(await pageOf(bookingId));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);
  await till.work();
  const refunds = await till.rows("select amount, reason from refunds where booking_id = $1", bookingId);
  expect(refunds).toEqual([{ amount: 8500, reason: "paid_twice" }]);
});

test("opened twice, only the newer page can be paid", async () => {
  const client = await till.aClient();
  const bookingId = await aDebt(client);
  await payOwed(asClient(client), till.world, { bookingIds: [bookingId] });
  const first = await pageOf(bookingId);
  await payOwed(asClient(client), till.world, { bookingIds: [bookingId] });
  expect(till.vendor.find("checkout-sessions", first)).toMatchObject({ status: "expired" });
  expect(await pageOf(bookingId)).not.toBe(first);
});

test("a card that was left lets the next session stand at once, and is charged after it", async () => {
  const { client, bookingId } = await aCard();
  expect(await till.rows("select status, held_for from bookings where id = $1", bookingId)).toEqual([
    { status: "confirmed", held_for: null },
  ]);
  const next = await aDebt(client, { chargeWhen: "after_session" });
  await till.work();
  expect(await owed(next)).toBe(0);
  const charged = await till.rows("select status, amount, is_off_session from payments where is_off_session");
  expect(charged).toEqual([{ status: "paid", amount: 8500, is_off_session: true }]);
});

test("a card that was left is no payment: it stands in nobody's list of money", async () => {
  const { client, bookingId } = await aCard();
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

test("whoever only pays for a client sees what is owed, pays it, and stands on it as the payer", async () => {
  const payer = await till.aClient();
  const client = await till.aClient();
  const bookingId = await aDebt(client);
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
  till.vendor.pay(await pageOf(bookingId));
  till.clock.advance(3 * 60_000);
  await sweepPayments(till.house, till.world);
  expect(await owed(bookingId)).toBe(0);
  const [paid] = await till.rows<{ role: string }>(
    `select t.role from payments p join payment_parts x on x.payment_id = p.id join participants t on t.id = p.payer_id
     where x.booking_id = $1`,
    bookingId,
  );
  expect(paid).toEqual({ role: "payer" });
});

test("a card is never charged above what was agreed to, nor after that was taken back", async () => {
  const { client } = await aCard("ok", 8400);
  const dear = await aDebt(client, { chargeWhen: "after_session" });
  await till.work();
  expect(await owed(dear)).toBe(8500);

  const { client: other } = await aCard();
  await withdrawCardConsent(till.practice.ctx, other.clientId);
  const after = await aDebt(other, { chargeWhen: "after_session" });
  await till.work();
  expect(await owed(after)).toBe(8500);
});

for (const card of ["declines-later", "needs-authentication"] as const)
  test(`a card that ${card === "declines-later" ? "is declined" : "asks for its owner"} leaves the session as it is and the sum open, and says so once`, async () => {
    const { client } = await aCard(card);
    const bookingId = await aDebt(client, { chargeWhen: "after_session" });
    await till.work();
    await till.work();
    expect(await owed(bookingId)).toBe(8500);
    expect(await till.rows("select status from bookings where id = $1", bookingId)).toEqual([
      { status: "attended" },
    ]);
    const told = till.letters.filter(
      ({ to, subject }) => to === client.email && subject.includes("didn’t go through"),
    );
    expect(told).toHaveLength(1);
    expect((await payOwed(asClient(client), till.world, { bookingIds: [bookingId] })).ok).toBe(true);
    till.vendor.pay(await pageOf(bookingId));
  });

test("an answer that was lost charges nobody twice", async () => {
  const { client } = await aCard();
  till.vendor.fail({ fault: "lose-answer", times: 1, match: "/v1/payment_intents" });
  const bookingId = await aDebt(client, { chargeWhen: "after_session" });
  const done = await till.work();
  expect(done.some((line) => line.includes("does not answer"))).toBe(true);
  till.clock.advance(5 * 60_000);
  await till.work();
  expect(await owed(bookingId)).toBe(0);
});

test("who pays by the month is charged on its first, all of it at once", async () => {
  const { client } = await aCard();
  await arrange(till.practice.own, {
    clientId: client.clientId,
    chargeWhen: "monthly",
    payerId: null,
    mayCharge: false,
  });
  const debts = [
    await aDebt(client, { chargeWhen: "monthly" }),
    await aDebt(client, { chargeWhen: "monthly" }),
  ];
  await chargeMonths(till.house, till.world);
  expect(await Promise.all(debts.map(owed))).toEqual([8500, 8500]);
  till.clock.now = new Date("2027-03-01T10:00:00Z");
  await chargeMonths(till.house, till.world);
  await chargeMonths(till.house, till.world);
  expect(await Promise.all(debts.map(owed))).toEqual([0, 0]);
});

test("a card that is forgotten is charged no more, and only its own people and the practice forget it", async () => {
  const { client } = await aCard();
  const other = await till.aClient();
  expect(await forgetCard(asClient(other), client.clientId)).toBe(false);
  expect((await arrangementOf(till.practice.ctx, client.clientId)).card).not.toBeNull();
  expect(await forgetCard(asClient(client), client.clientId)).toBe(true);
  const { card, consent } = await arrangementOf(till.practice.ctx, client.clientId);
  expect([card, consent]).toEqual([null, null]);
});

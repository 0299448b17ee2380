import { markAttended } from "#app/domain/bookings/mark.ts";
import { issuePaper } from "#app/domain/invoices/issue.ts";
import { post } from "#app/domain/ledger/post.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
import { writeOff } from "#app/domain/payments/write-off.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** The same booking at a price, half of it paid in cash: something can still come in, and something go back. */
export async function halfPaid(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const named = await booking;
  await payInCash(cast, side, named);
  return named;
}

/** A time that is kept for a client while they pay. */
export async function keptToPay(cast: Cast, booking: Promise<Named>): Promise<Named> {
  const named = await booking;
  await cast.sql.query(
    "update bookings set price = 8500, status = 'held', held_for = 'payment', holds_until = now() + interval '1 hour' where id = $1",
    [named.id],
  );
  return named;
}

/** The paper of such a payment. */
export async function aPaper(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const paymentId = await payInCash(cast, side, await booking);
  const { id } = await granted(issuePaper(side.ctx, paymentId));
  return { id };
}

/** Such a payment itself. */
export async function aPaymentOf(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  return { id: await payInCash(cast, side, await booking) };
}

/** A session of 85 euros somebody came to, of which 45 are owed. */
export async function aDebtOf(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const named = await booking;
  await payInCash(cast, side, named);
  await granted(markAttended(ownerOf(side), named.id));
  return named;
}

/** Such a session whose debt was given up. */
export async function givenUp(side: Side, debt: Promise<Named>): Promise<Named> {
  const named = await debt;
  await granted(writeOff(ownerOf(side), { bookingId: named.id, reason: "agreed", amount: 4500 }));
  return named;
}

/** A new client who owes what another did: nobody has reminded them yet. */
export async function aDebtor(cast: Cast, debt: Promise<Named>, client: Promise<Named>): Promise<Named> {
  const [{ id: bookingId }, { id }] = [await debt, await client];
  await cast.sql.query("update bookings set client_id = $2 where id = $1", [bookingId, id]);
  return { id };
}

/** A card payment of 85 euros for a booking, of which something came back from the bank on its way to the card. */
export async function aRefundOf(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const { id: bookingId } = await booking;
  const paymentId = await payByCard(cast, side, bookingId);
  const id = newId();
  await cast.sql.query(
    `insert into refunds (id, practice_id, client_id, booking_id, payment_id, amount, currency, reason, goes_to, status, key,
       asked_by, asked_at, changed_at)
     values ($1::uuid, $2, $3, $4, $5, 4000, 'EUR', 'goodwill', 'card', 'failed', $1::text, 'system:test', now(), now())`,
    [id, side.ctx.practiceId, side.client.clientId, bookingId, paymentId],
  );
  return { id };
}

/** Such a payment that a bank asks back. */
export async function aDisputeOf(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const paymentId = await payByCard(cast, side, (await booking).id);
  const id = newId();
  await cast.sql.query(
    `insert into disputes (id, practice_id, client_id, payment_id, stripe_dispute, amount, reason, status, due_by, opened_at)
     values ($1::uuid, $2, $3, $4, $1::text, 8500, 'fraudulent', 'open', now() + interval '7 days', now())`,
    [id, side.ctx.practiceId, side.client.clientId, paymentId],
  );
  return { id };
}

async function payByCard(cast: Cast, side: Side, bookingId: string): Promise<string> {
  const id = newId();
  const of = [id, side.ctx.practiceId, bookingId];
  await cast.sql.query("update bookings set price = 8500 where id = $1", [bookingId]);
  await cast.sql.query(
    `insert into payments (id, practice_id, client_id, purpose, method, status, amount, currency, created_at, paid_at, changed_at)
     select $1, $2, client_id, 'booking', 'stripe', 'paid', 8500, 'EUR', now(), now(), now() from bookings where id = $3`,
    of,
  );
  await cast.sql.query(
    "insert into payment_parts (payment_id, practice_id, booking_id, kind, amount) values ($1, $2, $3, 'session', 8500)",
    of,
  );
  const about = { clientId: side.client.clientId, therapistId: side.therapistId, bookingId, paymentId: id };
  await post(side.ctx, {
    ...{ key: `payment:${id}`, kind: "payment" },
    lines: [
      { account: "stripe_balance", amount: 8500, ...about },
      { account: "prepayments", amount: -8500, ...about },
    ],
  });
  return id;
}

function ownerOf({ ctx }: Side) {
  return { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
}

async function payInCash(cast: Cast, side: Side, named: Named): Promise<string> {
  await cast.sql.query("update bookings set price = 8500 where id = $1", [named.id]);
  const { ctx } = side;
  const owner = ownerOf(side);
  const cash = { id: newId(), bookingId: named.id, amount: 4000, method: "cash", paidAt: ctx.now() } as const;
  await granted(recordPayment(owner, cash));
  return cash.id;
}

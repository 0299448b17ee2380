import { markAttended } from "#app/domain/bookings/mark.ts";
import { issuePaper } from "#app/domain/invoices/issue.ts";
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

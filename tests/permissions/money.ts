import { issuePaper } from "#app/domain/invoices/issue.ts";
import { recordPayment } from "#app/domain/payments/record.ts";
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

/** The paper of such a payment. */
export async function aPaper(cast: Cast, side: Side, booking: Promise<Named>): Promise<Named> {
  const paymentId = await payInCash(cast, side, await booking);
  const { id } = await granted(issuePaper(side.ctx, paymentId));
  return { id };
}

async function payInCash(cast: Cast, { ctx }: Side, named: Named): Promise<string> {
  await cast.sql.query("update bookings set price = 8500 where id = $1", [named.id]);
  const owner = { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
  const cash = { id: newId(), bookingId: named.id, amount: 4000, method: "cash", paidAt: ctx.now() } as const;
  await granted(recordPayment(owner, cash));
  return cash.id;
}

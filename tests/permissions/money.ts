import { recordPayment } from "#app/domain/payments/record.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** The same booking at a price, half of it paid in cash: something can still come in, and something go back. */
export async function halfPaid(cast: Cast, { ctx }: Side, booking: Promise<Named>): Promise<Named> {
  const named = await booking;
  await cast.sql.query("update bookings set price = 8500 where id = $1", [named.id]);
  const owner = { ...ctx, actor: aMember(ctx.practiceId, { roles: ["owner"] }) };
  const cash = { id: newId(), bookingId: named.id, amount: 4000, method: "cash", paidAt: ctx.now() } as const;
  await granted(recordPayment(owner, cash));
  return named;
}

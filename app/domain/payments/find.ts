import { eq } from "drizzle-orm";
import { paymentParts, payments } from "#app/db/schema/payments.ts";
import type { House } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import type { Payment } from "./begin.ts";

export type Returned = { payment: Payment; bookingId: string | null };

/**
 * The payment somebody comes back from, by Stripe's name for its page or by ours, and the first of what it is for; null for
 * neither. It is named by whoever knows the name, so nothing private may be said of it.
 */
export async function paymentComeBackFrom(
  house: House,
  { session, paymentId }: { session: string | null; paymentId: string | null },
): Promise<Returned | null> {
  const named = session
    ? eq(payments.stripeSession, session)
    : paymentId && isId(paymentId)
      ? eq(payments.id, paymentId)
      : null;
  if (!named) return null;
  const [found] = await house.db
    .select({ payment: payments, bookingId: paymentParts.bookingId })
    .from(payments)
    .leftJoin(paymentParts, eq(paymentParts.paymentId, payments.id))
    .where(named)
    .orderBy(paymentParts.bookingId)
    .limit(1);
  return found ?? null;
}

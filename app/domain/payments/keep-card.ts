import { and, eq } from "drizzle-orm";
import { clientBilling, paymentParts, payments } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { confirmHeld } from "#app/domain/bookings/holds.ts";
import { putInForce } from "#app/domain/clients/card-consent.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Card } from "#app/world.ts";
import { begunBy, type Payment } from "./begin.ts";

/**
 * Keep the card somebody left, with what they agreed to about it, and let the time stand that was kept for it. Call it
 * with therapist, booking and payment locked.
 */
export async function keepCard(
  ctx: Ctx,
  payment: Payment,
  { session, card }: { session: string; card: Card },
): Promise<void> {
  const { practiceId } = ctx;
  const { id, clientId, consentId } = payment;
  const at = ctx.now();
  const kept = {
    stripeCard: card.id,
    cardBrand: card.brand,
    cardLast4: card.last4,
    cardExpires: card.expires,
    changedAt: at,
  };
  await ctx.db
    .update(payments)
    .set({ status: "paid", paidAt: at, stripeSession: session, changedAt: at })
    .where(and(eq(payments.practiceId, practiceId), eq(payments.id, id)));
  await ctx.db
    .insert(clientBilling)
    .values({ clientId, practiceId, ...kept })
    .onConflictDoUpdate({ target: clientBilling.clientId, set: kept });
  if (consentId) await putInForce(ctx, { clientId, consentId });
  const parts = await ctx.db.select().from(paymentParts).where(eq(paymentParts.paymentId, id));
  const by = await begunBy(ctx, id);
  for (const { bookingId } of parts) await confirmHeld(ctx, bookingId, by);
  await record(ctx, "card.kept", { id: clientId });
}

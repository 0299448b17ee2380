import { and, eq } from "drizzle-orm";
import { clientBilling, paymentParts, payments } from "#app/db/schema/payments.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { putInForce } from "#app/domain/clients/card-consent.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Card } from "#app/world.ts";
import type { Payment } from "./begin.ts";
import { letStand } from "./let-stand.ts";

/**
 * Keep the card somebody left, with what they agreed to about it, and let the time stand that was kept for it, or take it
 * again. Where it is lost the card came for nothing: it is not kept unless they still want that (`keep-late-card.ts`), and
 * both sides are told, once. Call it with therapist, booking and payment locked.
 */
export async function keepCard(
  ctx: Ctx,
  payment: Payment,
  { session, card }: { session: string; card: Card },
): Promise<void> {
  const { practiceId } = ctx;
  const { id, clientId, consentId } = payment;
  const at = ctx.now();
  await ctx.db
    .update(payments)
    .set({ status: "paid", paidAt: at, stripeSession: session, failure: null, changedAt: at })
    .where(and(eq(payments.practiceId, practiceId), eq(payments.id, id)));
  const parts = await ctx.db.select().from(paymentParts).where(eq(paymentParts.paymentId, id));
  const lost: string[] = [];
  for (const part of parts) {
    const { bookingId, isTooLate } = await letStand(ctx, payment, part.bookingId);
    if (isTooLate) lost.push(bookingId);
  }
  if (lost.length === 0) return putCardInForce(ctx, { clientId, consentId, card });
  for (const bookingId of lost)
    if ((await timesSoFar(ctx, bookingId, ["card.came_too_late"])) === 0)
      await record(ctx, "card.came_too_late", { id: bookingId, sequence: 0 });
}

type InForce = { clientId: string; consentId: string | null; card: Card };

/** Let a card be the one that is kept for a client from now on, in place of the one before it. */
export async function putCardInForce(ctx: Ctx, { clientId, consentId, card }: InForce): Promise<void> {
  const { practiceId } = ctx;
  const kept = {
    stripeCard: card.id,
    cardBrand: card.brand,
    cardLast4: card.last4,
    cardExpires: card.expires,
    changedAt: ctx.now(),
  };
  await ctx.db
    .insert(clientBilling)
    .values({ clientId, practiceId, ...kept })
    .onConflictDoUpdate({ target: clientBilling.clientId, set: kept });
  if (consentId) await putInForce(ctx, { clientId, consentId });
  await record(ctx, "card.kept", { id: clientId });
}

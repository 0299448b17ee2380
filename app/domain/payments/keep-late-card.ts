import { and, desc, eq } from "drizzle-orm";
import { cardConsents } from "#app/db/schema/clients/consents.ts";
import { paymentParts, payments } from "#app/db/schema/payments.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { hasCard } from "#app/domain/bookings/how-paid.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findToChange, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Card, World } from "#app/world.ts";
import { putCardInForce } from "./keep-card.ts";
import { merchantOf } from "./merchant.ts";

/**
 * A card that came when its time was lost. `open`: it is not kept, and still can be. `kept`: they wanted it kept.
 * `over`: another is kept by now, or they took back what they agreed to.
 */
export type LateCard = { is: "open" | "kept" | "over"; session: string; consentId: string; agreedTo: string };

/** The card that came too late for a booking, the last one left; null where none did. */
export async function lateCardOf(
  ctx: Ctx,
  { id: bookingId, clientId }: Pick<WholeBooking["booking"], "id" | "clientId">,
): Promise<LateCard | null> {
  if ((await timesSoFar(ctx, bookingId, ["card.came_too_late"])) === 0) return null;
  const [left] = await ctx.db
    .select({ session: payments.stripeSession, consent: cardConsents })
    .from(payments)
    .innerJoin(paymentParts, eq(paymentParts.paymentId, payments.id))
    .innerJoin(cardConsents, eq(cardConsents.id, payments.consentId))
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, bookingId),
        eq(payments.purpose, "card"),
        eq(payments.status, "paid"),
      ),
    )
    .orderBy(desc(payments.tries))
    .limit(1);
  if (!left?.session) return null;
  const { id: consentId, text: agreedTo, inForceAt, withdrawnAt } = left.consent;
  const isKept = inForceAt !== null && withdrawnAt === null;
  const isOver = withdrawnAt !== null || (!isKept && (await hasCard(ctx, clientId)));
  return { is: isOver ? "over" : isKept ? "kept" : "open", session: left.session, consentId, agreedTo };
}

export type LateCardRefusal = "not_here" | "away" | "over";

/**
 * Keep a card that came too late, because whoever left it still wants it kept for their next sessions. Nothing is charged.
 * Kept already it stays so. Refuses: not_here, away while the payment service does not answer, over when another card is
 * kept by now, or they took back what they agreed to.
 */
export async function keepLateCard(
  ctx: Ctx,
  world: World,
  { bookingId }: { bookingId: string },
): Promise<Result<null, LateCardRefusal>> {
  const seen = await findToChange(ctx, bookingId);
  const late = seen && (await lateCardOf(ctx, seen.booking));
  if (!seen || !late) return refused("not_here");
  if (late.is === "kept") return done(null);
  // Looked at while another press kept it, it may seem over: that is for the lock to say.
  if (late.is === "over") return putLateCard(ctx, seen, { ...late, card: null });
  const merchant = await merchantOf(ctx, world);
  const told = await merchant?.readCheckout(late.session);
  if (!told || told.outcome === "away") return refused("away");
  const card = told.outcome === "done" ? told.value.card : null;
  return putLateCard(ctx, seen, { ...late, card });
}

function putLateCard(
  ctx: Ctx,
  { booking }: WholeBooking,
  { consentId, card }: Pick<LateCard, "consentId"> & { card: Card | null },
): Promise<Result<null, "over">> {
  return inTransaction(ctx, async (ctx) => {
    await lockBooking(ctx, booking.id);
    const now = await lateCardOf(ctx, booking);
    if (now?.is === "kept") return done(null);
    if (now?.is !== "open" || now.consentId !== consentId || !card) return refused("over");
    await putCardInForce(ctx, { clientId: booking.clientId, consentId, card });
    return done(null);
  });
}

import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { cardConsents } from "#app/db/schema/clients/consents.ts";
import { clientBilling } from "#app/db/schema/payments.ts";
import type { ChargeWhen } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { takesCards } from "#app/domain/practices/takes-cards.ts";
import { graceMinutes, payMinutes } from "./rules.ts";

/** When a client pays for a type: as was agreed with them, or as the type says. */
export async function chargeWhenFor(ctx: Ctx, clientId: string, type: { chargeWhen: ChargeWhen }) {
  const [billing] = await ctx.db
    .select({ chargeWhen: clientBilling.chargeWhen })
    .from(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)));
  return billing?.chargeWhen ?? type.chargeWhen;
}

type Priced = { clientId: string; chargeWhen: ChargeWhen; due: number };

/**
 * What has to come before a booking stands: its payment, or a card that may be charged later; null when nothing does.
 * Where cards are not taken, money comes in by hand.
 */
export async function mustComeFirst(
  ctx: Ctx,
  { clientId, chargeWhen, due }: Priced,
): Promise<"payment" | "card" | null> {
  if (due === 0 || !(await takesCards(ctx)) || (await isInvented(ctx, clientId))) return null;
  if (chargeWhen === "at_booking") return "payment";
  return (await hasCard(ctx, clientId)) ? null : "card";
}

/** Whether a client left a card and said that it may be charged. */
export async function hasCard(ctx: Ctx, clientId: string): Promise<boolean> {
  const [kept] = await ctx.db
    .select({ id: cardConsents.id })
    .from(cardConsents)
    .innerJoin(clientBilling, eq(clientBilling.clientId, cardConsents.clientId))
    .where(
      and(
        eq(cardConsents.practiceId, ctx.practiceId),
        eq(cardConsents.clientId, clientId),
        isNotNull(cardConsents.inForceAt),
        isNull(cardConsents.withdrawnAt),
        isNotNull(clientBilling.stripeCard),
      ),
    )
    .limit(1);
  return kept !== undefined;
}

/** Until when a time is kept for somebody who pays or leaves a card now: as long as the page lives, and a little longer. */
export function keptUntil(at: Date): Date {
  return new Date(at.getTime() + (payMinutes + graceMinutes) * 60_000);
}

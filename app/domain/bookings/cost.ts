import type { ChargeWhen } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { holdCredit } from "#app/domain/ledger/credit.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { chargeable, creditTowards } from "#app/domain/ledger/least.ts";
import { takesCards } from "#app/domain/practices/takes-cards.ts";
import { priceFor } from "#app/domain/session-types/rates.ts";
import { dayOf } from "#app/values/zoned.ts";
import { chargeWhenFor } from "./how-paid.ts";

type Asked = {
  clientId: string;
  type: { id: string; price: number; chargeWhen: ChargeWhen };
  startsAt: number;
  zone: string;
  currency: string;
};

/** What a session costs a client before any code, minor units. */
export async function priceNow(
  ctx: Ctx,
  { clientId, type, startsAt, zone, currency }: Omit<Asked, "type"> & { type: { id: string; price: number } },
): Promise<number> {
  const listed = await priceFor(ctx, { clientId, type, day: dayOf(zone, startsAt) });
  return (await takesCards(ctx)) ? chargeable(listed, currency) : listed;
}

type Priced = { id: string; price: number; chargeWhen: ChargeWhen };

/**
 * A session type as it is for one client: at what they would pay for it today, and when they would pay. Where no cards are
 * taken nothing is paid ahead.
 */
export async function asTheyPay<Type extends Priced>(
  ctx: Ctx,
  type: Type,
  { clientId, zone, currency }: Pick<Asked, "zone" | "currency"> & { clientId: string | undefined },
): Promise<Type> {
  if (type.price === 0) return type;
  const isHere = clientId !== undefined;
  const asked = { type, zone, currency, startsAt: ctx.now().getTime() };
  const price = isHere ? await priceNow(ctx, { clientId, ...asked }) : type.price;
  const agreed = isHere ? await chargeWhenFor(ctx, clientId, type) : type.chargeWhen;
  const isAhead = agreed === "at_booking" && (await takesCards(ctx));
  return { ...type, price, chargeWhen: agreed === "at_booking" && !isAhead ? "after_session" : agreed };
}

/** What a booking costs a client, when that is due, and how much of their credit goes towards what a code leaves; minor units. */
export async function costOf(
  ctx: Ctx,
  asked: Asked,
  { discount }: { discount: number },
): Promise<{ price: number; chargeWhen: ChargeWhen; creditUsed: number }> {
  const { clientId, type, currency } = asked;
  const price = await priceNow(ctx, asked);
  if (price === 0) return { price: 0, chargeWhen: type.chargeWhen, creditUsed: 0 };
  const chargeWhen = await chargeWhenFor(ctx, clientId, type);
  const credit = (await isInvented(ctx, clientId)) ? 0 : await holdCredit(ctx, clientId);
  return { price, chargeWhen, creditUsed: creditTowards(price - discount, { credit, currency }) };
}

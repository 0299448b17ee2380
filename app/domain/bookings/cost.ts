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

/** What a booking costs a client, when that is due, and how much of their credit goes towards it; minor units. */
export async function costOf(
  ctx: Ctx,
  { clientId, type, startsAt, zone, currency }: Asked,
): Promise<{ price: number; chargeWhen: ChargeWhen; creditUsed: number }> {
  const listed = await priceFor(ctx, { clientId, type, day: dayOf(zone, startsAt) });
  if (listed === 0) return { price: 0, chargeWhen: type.chargeWhen, creditUsed: 0 };
  const chargeWhen = await chargeWhenFor(ctx, clientId, type);
  const price = (await takesCards(ctx)) ? chargeable(listed, currency) : listed;
  const credit = (await isInvented(ctx, clientId)) ? 0 : await holdCredit(ctx, clientId);
  return { price, chargeWhen, creditUsed: creditTowards(price, { credit, currency }) };
}

import type Stripe from "stripe";
import { isValid } from "./coupons.ts";
import type { Merchant } from "./merchant.ts";
import { isActive } from "./promotion-codes.ts";

export type Node = Record<string, unknown>;

/** A copy of a thing, or of a list of things, as it stands now: some of what Stripe tells changes by itself with time. */
export function asSeen(merchant: Merchant, thing: object): Node {
  const copy = structuredClone(thing) as Node;
  const parts = copy.object === "list" ? (copy.data as Node[]) : [copy];
  for (const part of parts) ripen(merchant, part);
  return copy;
}

function ripen(merchant: Merchant, part: Node): void {
  if (part.deleted) return;
  switch (part.object) {
    case "balance_transaction": {
      const { available_on } = part as unknown as Stripe.BalanceTransaction;
      part.status = available_on <= merchant.now ? "available" : "pending";
      break;
    }
    case "dispute":
      for (const moved of part.balance_transactions as Node[]) ripen(merchant, moved);
      break;
    case "coupon":
      part.valid = isValid(part as unknown as Stripe.Coupon, merchant.now);
      break;
    case "promotion_code":
      part.active = isActive(merchant, part as unknown as Stripe.PromotionCode);
      break;
  }
}

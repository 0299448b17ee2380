import type Stripe from "stripe";
import type { Item } from "./line-items.ts";
import type { Merchant } from "./merchant.ts";
import { noSuch } from "./refusal.ts";

type Asked = { coupon?: string | undefined; promotion_code?: string | undefined };

/** What discounts take off the items, and how a session tells of them. Refuses a coupon or code that is not there. */
export function discounted(
  _merchant: Merchant,
  asked: readonly Asked[],
  _items: Item[],
): { amount: number; given: Stripe.Checkout.Session.Discount[] } {
  const [first] = asked;
  if (!first) return { amount: 0, given: [] };
  throw first.coupon === undefined
    ? noSuch("promotion_code", String(first.promotion_code), "discounts[0][promotion_code]")
    : noSuch("coupon", first.coupon, "discounts[0][coupon]");
}

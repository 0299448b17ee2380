import type Stripe from "stripe";
import { z } from "zod";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { knownCurrency } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import {
  amount,
  anything,
  currency,
  decimal,
  expandable,
  listing,
  metadata,
  text,
  texts,
  unsettable,
  whole,
} from "./params.ts";
import { exclusive, invalid, missing, noSuch, notHere } from "./refusal.ts";

const creation = z.strictObject({
  ...expandable,
  amount_off: amount.optional(),
  applies_to: z.strictObject({ products: texts }).optional(),
  currency: currency.optional(),
  currency_options: anything,
  duration: z.enum(["forever", "once", "repeating"]).optional(),
  duration_in_months: amount.optional(),
  id: text.optional(),
  max_redemptions: amount.optional(),
  metadata: metadata.optional(),
  name: text.max(40).optional(),
  percent_off: decimal.optional(),
  redeem_by: whole.optional(),
});

/** The products a coupon is for; the API tells of them only when asked. */
const products = new WeakMap<Stripe.Coupon, readonly string[]>();

export const coupons: Operations = {
  "POST /v1/coupons": operation(creation, create),
  "GET /v1/coupons": operation(z.strictObject(listing), (merchant, asked) =>
    page("/v1/coupons", merchant.shelf("coupons").all, asked),
  ),
  "GET /v1/coupons/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => found(merchant, id)),
  "POST /v1/coupons/:id": operation(
    z.strictObject({
      ...expandable,
      currency_options: anything,
      metadata: metadata.optional(),
      name: unsettable.optional(),
    }),
    (merchant, asked, id) => {
      const coupon = found(merchant, id);
      coupon.metadata = merged(asked.metadata, coupon.metadata ?? {});
      if (asked.name !== undefined) coupon.name = asked.name;
      merchant.tell("coupon.updated", coupon);
      return coupon;
    },
  ),
  "DELETE /v1/coupons/:id": operation(z.strictObject({}), (merchant, _asked, id) => {
    const coupon = found(merchant, id);
    merchant.shelf("coupons").delete(id);
    merchant.tell("coupon.deleted", coupon);
    return { id, object: "coupon", deleted: true };
  }),
};

/** The coupon named in a parameter. Refuses one that is not there. */
export function couponOf(merchant: Merchant, id: string, param: string): Stripe.Coupon {
  const coupon = merchant.shelf("coupons").find(id);
  if (!coupon) throw noSuch("coupon", id, param);
  return coupon;
}

/** Whether a coupon can still be used at `now`. */
export function isValid({ redeem_by, max_redemptions, times_redeemed }: Stripe.Coupon, now: number): boolean {
  return (
    (redeem_by === null || now <= redeem_by) && (max_redemptions === null || times_redeemed < max_redemptions)
  );
}

/** Whether a coupon is for this product. */
export function appliesTo(coupon: Stripe.Coupon, product: string): boolean {
  return products.get(coupon)?.includes(product) ?? true;
}

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.Coupon {
  check(asked, merchant.now);
  const id = asked.id ?? anId("", 8);
  if (merchant.shelf("coupons").find(id))
    throw invalid("Coupon already exists.", { code: "resource_already_exists", param: "id" });
  const coupon: Stripe.Coupon = {
    id,
    object: "coupon",
    amount_off: asked.amount_off ?? null,
    created: merchant.now,
    currency: asked.amount_off === undefined ? null : (asked.currency ?? null),
    duration: asked.duration ?? "once",
    duration_in_months: asked.duration_in_months ?? null,
    livemode: false,
    max_redemptions: asked.max_redemptions ?? null,
    metadata: merged(asked.metadata),
    name: asked.name ?? null,
    percent_off: asked.percent_off ?? null,
    redeem_by: asked.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  if (asked.applies_to) products.set(coupon, asked.applies_to.products);
  merchant.shelf("coupons").put(coupon);
  merchant.tell("coupon.created", coupon);
  return coupon;
}

function check(asked: z.infer<typeof creation>, now: number): void {
  const { amount_off, percent_off, duration, duration_in_months: months, redeem_by } = asked;
  if (amount_off !== undefined && percent_off !== undefined) throw exclusive(["amount_off", "percent_off"]);
  if (amount_off === undefined && percent_off === undefined) throw missing("percent_off");
  if (percent_off !== undefined && (percent_off <= 0 || percent_off > 100))
    throw invalid("percent_off must be greater than 0 and at most 100.", { param: "percent_off" });
  if (amount_off !== undefined) {
    if (asked.currency === undefined) throw missing("currency");
    knownCurrency(asked.currency);
  }
  if (duration === "repeating" && months === undefined) throw missing("duration_in_months");
  if (duration !== "repeating" && months !== undefined)
    throw invalid("`duration_in_months` can only be set when `duration` is `repeating`.", {
      param: "duration_in_months",
    });
  if (redeem_by !== undefined && redeem_by <= now)
    throw invalid("`redeem_by` must be in the future.", { param: "redeem_by" });
}

function found(merchant: Merchant, id: string): Stripe.Coupon {
  const coupon = merchant.shelf("coupons").find(id);
  if (!coupon) throw notHere("coupon", id, "coupon");
  return coupon;
}

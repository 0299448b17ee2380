import type Stripe from "stripe";
import { z } from "zod";
import { couponOf, isValid } from "./coupons.ts";
import { customerOf } from "./customers.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { type Operations, operation } from "./operation.ts";
import { amount, anything, currency, expandable, flag, listing, metadata, text, whole } from "./params.ts";
import { invalid, missing, notHere } from "./refusal.ts";

const creation = z.strictObject({
  ...expandable,
  active: flag.optional(),
  code: text.regex(/^[A-Za-z0-9_-]+$/).optional(),
  customer: text.optional(),
  customer_account: text.optional(),
  expires_at: whole.optional(),
  max_redemptions: amount.optional(),
  metadata: metadata.optional(),
  promotion: z.strictObject({ type: z.literal("coupon"), coupon: text.optional() }),
  restrictions: z
    .strictObject({
      currency_options: anything,
      first_time_transaction: flag.optional(),
      minimum_amount: amount.optional(),
      minimum_amount_currency: currency.optional(),
    })
    .optional(),
});

export const promotionCodes: Operations = {
  "POST /v1/promotion_codes": operation(creation, create),
  "GET /v1/promotion_codes": operation(
    z.strictObject({
      ...listing,
      active: flag.optional(),
      code: text.optional(),
      coupon: text.optional(),
      customer: text.optional(),
      customer_account: text.optional(),
    }),
    (merchant, { active, code, coupon, customer, customer_account: _, ...asked }) => {
      const all = merchant
        .shelf("promotion-codes")
        .all.filter(
          (one) =>
            (active === undefined || isActive(merchant, one) === active) &&
            (code === undefined || sameCode(one.code, code)) &&
            (coupon === undefined || one.promotion.coupon === coupon) &&
            (customer === undefined || one.customer === customer),
        );
      return page("/v1/promotion_codes", all, asked);
    },
  ),
  "GET /v1/promotion_codes/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    found(merchant, id),
  ),
  "POST /v1/promotion_codes/:id": operation(
    z.strictObject({
      ...expandable,
      active: flag.optional(),
      metadata: metadata.optional(),
      restrictions: anything,
    }),
    (merchant, asked, id) => {
      const code = found(merchant, id);
      if (asked.active && !code.active) mustBeFree(merchant, code.code);
      if (asked.active !== undefined) code.active = asked.active;
      code.metadata = merged(asked.metadata, code.metadata ?? {});
      merchant.tell("promotion_code.updated", code);
      return code;
    },
  ),
};

/** The code somebody typed, in whatever case, if it is there and active. */
export function activeCode(merchant: Merchant, typed: string): Stripe.PromotionCode | undefined {
  return merchant
    .shelf("promotion-codes")
    .all.find((one) => sameCode(one.code, typed) && isActive(merchant, one));
}

/** Whether a code can be used now: switched on, not over, not used up, and its coupon valid. */
export function isActive(merchant: Merchant, code: Stripe.PromotionCode): boolean {
  const { active, expires_at, max_redemptions, times_redeemed, promotion } = code;
  const coupon = merchant.shelf("coupons").find(String(promotion.coupon));
  return (
    active &&
    (expires_at === null || merchant.now < expires_at) &&
    (max_redemptions === null || times_redeemed < max_redemptions) &&
    coupon !== undefined &&
    isValid(coupon, merchant.now)
  );
}

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.PromotionCode {
  const { restrictions: limits = {}, promotion } = asked;
  if (promotion.coupon === undefined) throw missing("promotion[coupon]");
  const coupon = couponOf(merchant, promotion.coupon, "promotion[coupon]");
  if (asked.customer !== undefined) customerOf(merchant, asked.customer);
  if (limits.minimum_amount !== undefined && limits.minimum_amount_currency === undefined)
    throw missing("restrictions[minimum_amount_currency]");
  if (asked.expires_at !== undefined && asked.expires_at <= merchant.now)
    throw invalid("`expires_at` must be in the future.", { param: "expires_at" });
  const code = asked.code ?? anId("", 8).toUpperCase();
  mustBeFree(merchant, code);
  const made: Stripe.PromotionCode = {
    id: anId("promo_1"),
    object: "promotion_code",
    active: asked.active ?? true,
    code,
    created: merchant.now,
    customer: asked.customer ?? null,
    customer_account: null,
    expires_at: asked.expires_at ?? null,
    livemode: false,
    max_redemptions: asked.max_redemptions ?? null,
    metadata: merged(asked.metadata),
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: {
      first_time_transaction: limits.first_time_transaction ?? false,
      minimum_amount: limits.minimum_amount ?? null,
      minimum_amount_currency: limits.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  };
  merchant.shelf("promotion-codes").put(made);
  merchant.tell("promotion_code.created", made);
  return made;
}

function mustBeFree(merchant: Merchant, code: string): void {
  if (activeCode(merchant, code))
    throw invalid(`An active promotion code with \`code: ${code}\` already exists.`, { param: "code" });
}

function sameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function found(merchant: Merchant, id: string): Stripe.PromotionCode {
  const code = merchant.shelf("promotion-codes").find(id);
  if (!code) throw notHere("promotion code", id, "promotion_code");
  return code;
}

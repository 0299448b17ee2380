import type Stripe from "stripe";
import { aStripe } from "./a-stripe.ts";

/** A promotion code, WELCOME unless told, and the coupon behind it. */
export async function aCode(
  change: Partial<Stripe.PromotionCodeCreateParams> = {},
  off: Stripe.CouponCreateParams = { percent_off: 10 },
) {
  const scene = aStripe();
  const coupon = await scene.stripe.coupons.create(off);
  const code = await scene.stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "WELCOME",
    ...change,
  });
  return { ...scene, coupon, code };
}

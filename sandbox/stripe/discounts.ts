import type Stripe from "stripe";
import { appliesTo, couponOf, isValid } from "./coupons.ts";
import { anId } from "./ids.ts";
import type { Merchant } from "./merchant.ts";
import { written } from "./money.ts";
import { isActive } from "./promotion-codes.ts";
import { exclusive, invalid, missing, noSuch } from "./refusal.ts";

export type Asked = { coupon?: string | undefined; promotion_code?: string | undefined };
/** A coupon that may be used, and the code it came by. */
export type Granted = { coupon: Stripe.Coupon; code: Stripe.PromotionCode | null };
/** Something that is paid for, before anything is taken off. */
type Priced = { product: string; amount: number };

/**
 * The coupon behind a discount that was asked for, if there is one. Refuses one that is not there, is over, or is not
 * for this customer and amount.
 */
export function granted(
  merchant: Merchant,
  asked: readonly Asked[],
  buying: { customer: string | null; subtotal: number; currency: string },
): Granted | null {
  const [first, second] = asked;
  if (!first) return null;
  if (second) throw invalid("Only one discount can be given.", { param: "discounts" });
  if (first.coupon !== undefined && first.promotion_code !== undefined)
    throw exclusive(["discounts[0][coupon]", "discounts[0][promotion_code]"]);
  const found =
    first.promotion_code === undefined
      ? byCoupon(merchant, first.coupon)
      : byCode(merchant, first.promotion_code, buying);
  const { coupon } = found;
  if (!isValid(coupon, merchant.now))
    throw invalid(`Coupon expired: ${coupon.id}`, { code: "coupon_expired", param: "discounts[0][coupon]" });
  if (coupon.currency !== null && coupon.currency !== buying.currency)
    throw invalid(
      `The coupon ${coupon.id} is in ${coupon.currency}, which is not the currency of what is paid for.`,
      {
        param: "discounts[0][coupon]",
      },
    );
  return found;
}

/** What a coupon takes off each thing, in their order, in minor units; the last that it is for takes the rounding. */
export function takenOff(coupon: Stripe.Coupon, things: readonly Priced[]): number[] {
  const isFor = things.map(({ product }) => appliesTo(coupon, product));
  const base = things.reduce((sum, { amount }, place) => sum + (isFor[place] ? amount : 0), 0);
  const whole =
    coupon.amount_off === null
      ? Math.round((base * (coupon.percent_off ?? 0)) / 100)
      : Math.min(coupon.amount_off, base);
  const last = isFor.lastIndexOf(true);
  let left = whole;
  return things.map(({ amount }, place) => {
    if (!isFor[place] || base === 0) return 0;
    const share = place === last ? left : Math.min(left, Math.round((whole * amount) / base));
    left -= share;
    return share;
  });
}

/** It has been used once more. */
export function redeem({ coupon, code }: Granted): void {
  coupon.times_redeemed += 1;
  if (code) code.times_redeemed += 1;
}

/** A discount as a subscription and its invoices carry it, on its shelf. `end` is null when it goes on for ever. */
export function makeDiscount(
  merchant: Merchant,
  { coupon, code }: Granted,
  on: { customer: string; subscription: string; checkout_session?: string | null },
): Stripe.Discount {
  const months = coupon.duration === "repeating" ? (coupon.duration_in_months ?? 0) : null;
  return merchant.shelf("discounts").put({
    id: anId("di_1"),
    object: "discount",
    checkout_session: on.checkout_session ?? null,
    customer: on.customer,
    customer_account: null,
    end: months === null ? null : monthsAfter(merchant.now, months),
    invoice: null,
    invoice_item: null,
    promotion_code: code?.id ?? null,
    source: { coupon: coupon.id, type: "coupon" },
    start: merchant.now,
    subscription: on.subscription,
    subscription_item: null,
  } as Stripe.Discount);
}

/** The same day so many months on, or the last of a shorter month. */
export function monthsAfter(seconds: number, months: number): number {
  const at = new Date(seconds * 1000);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at.getTime() / 1000;
}

function byCoupon(merchant: Merchant, id: string | undefined): Granted {
  if (id === undefined) throw missing("discounts[0][coupon]");
  return { coupon: couponOf(merchant, id, "discounts[0][coupon]"), code: null };
}

function byCode(
  merchant: Merchant,
  id: string,
  { customer, subtotal, currency }: { customer: string | null; subtotal: number; currency: string },
): Granted {
  const param = "discounts[0][promotion_code]";
  const code = merchant.shelf("promotion-codes").find(id);
  if (!code) throw noSuch("promotion code", id, param);
  if (!isActive(merchant, code)) throw invalid("This promotion code is inactive.", { param });
  if (code.customer !== null && code.customer !== customer)
    throw invalid("This promotion code cannot be redeemed by this customer.", { param });
  const { minimum_amount: least, minimum_amount_currency, first_time_transaction } = code.restrictions;
  if (least !== null && (minimum_amount_currency !== currency || subtotal < least))
    throw invalid(
      `This promotion code cannot be redeemed: the total must be at least ${written(least, minimum_amount_currency ?? currency)}.`,
      { param },
    );
  const hasPaid = merchant.shelf("charges").all.some((charge) => charge.paid && charge.customer === customer);
  if (first_time_transaction && customer !== null && hasPaid)
    throw invalid(
      "This promotion code cannot be redeemed because the associated customer has prior transactions.",
      {
        param,
      },
    );
  return { coupon: couponOf(merchant, String(code.promotion.coupon), param), code };
}

import type Stripe from "stripe";
import { type Granted, granted, redeem, takenOff } from "./discounts.ts";
import { type Item, lineItemsOf } from "./line-items.ts";
import type { Merchant } from "./merchant.ts";
import { NotPossible } from "./not-possible.ts";
import { activeCode } from "./promotion-codes.ts";

type Session = Stripe.Checkout.Session;

const given = new WeakMap<Session, Granted>();

/** Take a coupon's share off each item. Gives what it takes off in all. */
export function takeOff(items: readonly Item[], { coupon }: Granted): number {
  const things = items.map(({ price, amount_subtotal }) => ({
    product: String(price.product),
    amount: amount_subtotal,
  }));
  const shares = takenOff(coupon, things);
  for (const [place, item] of items.entries()) {
    const share = shares[place] ?? 0;
    Object.assign(item, { amount_discount: share, amount_total: item.amount_subtotal - share });
  }
  return shares.reduce((sum, share) => sum + share, 0);
}

/** The session tells which discount it was given. */
export function keepDiscount(session: Session, discount: Granted): void {
  given.set(session, discount);
  const { coupon, code } = discount;
  session.discounts = [{ coupon: code ? null : coupon.id, promotion_code: code?.id ?? null }];
}

export function discountOf(session: Session): Granted | undefined {
  return given.get(session);
}

/** The session was completed: its coupon and code have been used once more. */
export function redeemed(session: Session): void {
  const discount = given.get(session);
  if (discount) redeem(discount);
}

/** Somebody types a code on the page. Refuses (NotPossible, or as Stripe does) a code that is not good for this. */
export function applyCode(merchant: Merchant, session: Session, typed: string): Session {
  if (session.status !== "open") throw new NotPossible(`This session is ${session.status}.`);
  if (!session.allow_promotion_codes) throw new NotPossible("This session takes no promotion codes.");
  const code = activeCode(merchant, typed.trim());
  if (!code) throw new NotPossible("This code is invalid.");
  const subtotal = session.amount_subtotal ?? 0;
  const buying = {
    customer: session.customer as string | null,
    subtotal,
    currency: session.currency ?? "eur",
  };
  const discount = granted(merchant, [{ promotion_code: code.id }], buying);
  if (!discount) return session;
  const amount = takeOff(lineItemsOf(merchant, session.id), discount);
  keepDiscount(session, discount);
  session.amount_total = subtotal - amount;
  if (session.mode === "payment" && session.amount_total === 0)
    session.payment_status = "no_payment_required";
  session.total_details = { amount_discount: amount, amount_shipping: 0, amount_tax: 0 };
  return session;
}

import type Stripe from "stripe";
import { z } from "zod";
import { keepDiscount, takeOff } from "./checkout-discount.ts";
import { expire, keepPlan } from "./checkout-finish.ts";
import { type SessionWish, sessionCreation } from "./checkout-params.ts";
import { checkSession } from "./checkout-rules.ts";
import { anOpenSession } from "./checkout-session.ts";
import { trialEndOf } from "./checkout-subscribe.ts";
import { customerOf } from "./customers.ts";
import { granted } from "./discounts.ts";
import { keepItems, lineItemsOf, makeItems } from "./line-items.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { amountRefusal } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import { anything, expandable, listing, metadata, paging, text } from "./params.ts";
import { invalid, notHere } from "./refusal.ts";
import { draftSetup } from "./setup-intents.ts";

export const checkout: Operations = {
  "POST /v1/checkout/sessions": operation(sessionCreation, create),
  "GET /v1/checkout/sessions": operation(
    z.strictObject({
      ...listing,
      customer: text.optional(),
      customer_account: text.optional(),
      customer_details: z.strictObject({ email: text }).optional(),
      payment_intent: text.optional(),
      payment_link: text.optional(),
      status: z.enum(["complete", "expired", "open"]).optional(),
      subscription: text.optional(),
    }),
    (merchant, { customer_details: details, customer_account, expand: _, ...asked }) => {
      const { limit, starting_after, ending_before, created, ...wanted } = asked;
      const all = merchant
        .shelf("checkout-sessions")
        .all.filter(
          (session) =>
            Object.entries(wanted).every(
              ([name, value]) => value === undefined || session[name as keyof typeof wanted] === value,
            ) &&
            (customer_account === undefined || session.customer_account === customer_account) &&
            (details === undefined || session.customer_details?.email === details.email),
        );
      return page("/v1/checkout/sessions", all, { limit, starting_after, ending_before, created });
    },
  ),
  "GET /v1/checkout/sessions/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    sessionFound(merchant, id),
  ),
  "POST /v1/checkout/sessions/:id": operation(
    z.strictObject({
      ...expandable,
      collected_information: anything,
      line_items: anything,
      metadata: metadata.optional(),
      payment_intent_data: anything,
      shipping_options: anything,
    }),
    (merchant, asked, id) => {
      const session = sessionFound(merchant, id);
      session.metadata = merged(asked.metadata, session.metadata ?? {});
      return session;
    },
  ),
  "POST /v1/checkout/sessions/:id/expire": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const session = sessionFound(merchant, id);
    if (session.status !== "open")
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    return expire(merchant, session);
  }),
  "GET /v1/checkout/sessions/:id/line_items": operation(z.strictObject(paging), (merchant, asked, id) => {
    const items = lineItemsOf(merchant, sessionFound(merchant, id).id);
    // The first item is listed first, unlike everything else.
    return page(`/v1/checkout/sessions/${id}/line_items`, items.toReversed(), asked);
  }),
};

/** The session named in an address. Refuses one that is not there. */
export function sessionFound(merchant: Merchant, id: string): Stripe.Checkout.Session {
  const found = merchant.shelf("checkout-sessions").find(id);
  if (!found) throw notHere("checkout.session", id, "session");
  return found;
}

function create(merchant: Merchant, wish: SessionWish): Stripe.Checkout.Session {
  checkSession(wish, merchant.now);
  const customer = wish.customer === undefined ? null : customerOf(merchant, wish.customer);
  const items = makeItems(merchant, wish.line_items ?? []);
  checkPrices(wish, items);
  const [first] = items;
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  const currency = first?.currency ?? merchant.currency;
  const discount = granted(merchant, wish.discounts ?? [], {
    customer: customer?.id ?? null,
    subtotal,
    currency,
  });
  const isTrial = wish.mode === "subscription" && trialEndOf(wish, merchant.now) !== null;
  const due = isTrial ? items.filter(({ price }) => !price.recurring) : items;
  const off = discount ? takeOff(due, discount) : 0;
  const total = due.reduce((sum, item) => sum + item.amount_subtotal, 0) - off;
  if (first && wish.mode === "payment" && total > 0) {
    const refusal = amountRefusal(total, first.currency, "The Checkout Session's total amount due");
    if (refusal) throw addsUp(refusal.message, refusal.words.code);
  }

  const totals = first ? { subtotal: total + off, discount: off, currency: first.currency } : null;
  const session = anOpenSession(merchant, wish, customer, totals);
  if (session.payment_method_types.length === 0)
    throw invalid("No payment method types are left for this Checkout Session.");
  if (discount) keepDiscount(session, discount);
  if (wish.mode === "setup") {
    session.setup_intent = draftSetup(merchant, {
      customer: customer?.id ?? null,
      description: wish.setup_intent_data?.description ?? null,
      metadata: merged(wish.setup_intent_data?.metadata),
      ways: session.payment_method_types,
    }).id;
  }
  keepItems(session, items);
  keepPlan(session, wish);
  merchant.shelf("checkout-sessions").put(session);
  merchant.agenda.set(session.id, session.expires_at, () => expire(merchant, session));
  return session;
}

function checkPrices(wish: SessionWish, items: ReturnType<typeof makeItems>): void {
  const recurring = items.filter(({ price }) => price.recurring).length;
  if (wish.mode === "payment" && recurring > 0)
    throw invalid(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      { param: "line_items[0][price]" },
    );
  if (wish.mode === "subscription" && recurring === 0)
    throw invalid("You must provide at least one recurring price in `subscription` mode when using prices.", {
      param: "mode",
    });
}

function addsUp(message: string, code: string | undefined) {
  return invalid(message.replace("must be", "must add up to"), code ? { code } : {});
}

import type Stripe from "stripe";
import { z } from "zod";
import { move } from "./balance.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { written } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import { amount, currency, expandable, flag, listing, metadata, text } from "./params.ts";
import { exclusive, invalid, missing, noSuch, notHere } from "./refusal.ts";

const creation = z.strictObject({
  ...expandable,
  amount: amount.optional(),
  charge: text.optional(),
  currency: currency.optional(),
  customer: text.optional(),
  instructions_email: text.optional(),
  metadata: metadata.optional(),
  origin: z.enum(["customer_balance"]).optional(),
  payment_intent: text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  refund_application_fee: flag.optional(),
  reverse_transfer: flag.optional(),
});

export const refunds: Operations = {
  "POST /v1/refunds": operation(creation, create),
  "GET /v1/refunds": operation(
    z.strictObject({ ...listing, charge: text.optional(), payment_intent: text.optional() }),
    (merchant, { charge, payment_intent: intent, ...asked }) => {
      const all = merchant
        .shelf("refunds")
        .all.filter(
          (one) =>
            (charge === undefined || one.charge === charge) &&
            (intent === undefined || one.payment_intent === intent),
        );
      return page("/v1/refunds", all, asked);
    },
  ),
  "GET /v1/refunds/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => found(merchant, id)),
  "POST /v1/refunds/:id": operation(
    z.strictObject({ ...expandable, metadata: metadata.optional() }),
    (merchant, asked, id) => {
      const refund = found(merchant, id);
      refund.metadata = merged(asked.metadata, refund.metadata ?? {});
      tellChanged(merchant, refund);
      return refund;
    },
  ),
  "POST /v1/refunds/:id/cancel": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const refund = found(merchant, id);
    // Only refunds that wait for the customer's bank details can be cancelled, and cards know none.
    throw invalid(`Refund ${refund.id} with status ${refund.status} cannot be canceled.`);
  }),
};

/** The bank gave it to the customer at last. */
export function succeedRefund(merchant: Merchant, refund: Stripe.Refund): void {
  refund.status = "succeeded";
  delete refund.pending_reason;
  tellChanged(merchant, refund, { status: "pending" });
}

/** The bank could not give it to the customer: the money comes back to the balance and can be refunded again. */
export function failRefund(merchant: Merchant, refund: Stripe.Refund): void {
  const { amount, currency, id, status } = refund;
  const moved = move(merchant, {
    amount,
    currency,
    type: "refund_failure",
    source: id,
    description: "REFUND FAILURE",
  });
  Object.assign(refund, {
    failure_balance_transaction: moved.id,
    failure_reason: "lost_or_stolen_card",
    status: "failed",
  });
  delete refund.pending_reason;
  const charge = merchant.shelf("charges").find(String(refund.charge));
  if (charge) Object.assign(charge, { amount_refunded: charge.amount_refunded - amount, refunded: false });
  tellChanged(merchant, refund, { status });
  merchant.tell("refund.failed", refund);
}

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.Refund {
  const charge = chargeFor(merchant, asked.charge, asked.payment_intent);
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed && !refundableDispute(merchant, charge))
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const wish = asked.amount ?? left;
  if (wish > left)
    throw invalid(
      `Refund amount (${written(wish, charge.currency)}) is greater than unrefunded amount on charge (${written(left, charge.currency)})`,
      { param: "amount" },
    );

  if (asked.reverse_transfer)
    throw invalid(
      `You cannot reverse a transfer with this refund: ${charge.id} has no transfer of its own.`,
      {
        param: "reverse_transfer",
      },
    );

  const waits = merchant.mood.refunds === "wait";
  const refund: Stripe.Refund = {
    id: anId("re_3"),
    object: "refund",
    amount: wish,
    balance_transaction: null,
    charge: charge.id,
    created: merchant.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: { type: "refund", reference_status: "pending" }, type: "card" },
    metadata: merged(asked.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(waits && { pending_reason: "processing" as const }),
    reason: asked.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: waits ? "pending" : "succeeded",
    transfer_reversal: null,
  };
  refund.balance_transaction = move(merchant, {
    amount: -wish,
    currency: charge.currency,
    type: "refund",
    source: refund.id,
    description: "REFUND FOR PAYMENT",
  }).id;
  merchant.shelf("refunds").put(refund);
  charge.amount_refunded += wish;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  merchant.tell("refund.created", refund);
  merchant.tell("charge.refunded", charge, { amount_refunded: charge.amount_refunded - wish });
  return refund;
}

function chargeFor(merchant: Merchant, id: string | undefined, intentId: string | undefined): Stripe.Charge {
  if (id !== undefined && intentId !== undefined) throw exclusive(["payment_intent", "charge"]);
  if (id !== undefined) {
    const charge = merchant.shelf("charges").find(id);
    if (!charge) throw noSuch("charge", id, "charge");
    if (charge.status !== "succeeded")
      throw invalid(`Charge ${id} has a status of ${charge.status} and cannot be refunded.`, {
        code: "charge_not_refundable",
      });
    return charge;
  }
  if (intentId === undefined) throw missing("charge");
  const intent = merchant.shelf("payment-intents").find(intentId);
  if (!intent) throw noSuch("payment_intent", intentId, "payment_intent");
  const charge = merchant.shelf("charges").find(String(intent.latest_charge));
  if (charge?.status === "succeeded") return charge;
  throw invalid(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, {
    code: "payment_intent_unexpected_state",
    param: "payment_intent",
  });
}

function refundableDispute(merchant: Merchant, charge: Stripe.Charge): boolean {
  const disputes = merchant.shelf("disputes").all.filter((one) => one.charge === charge.id);
  return disputes.every((one) => one.is_charge_refundable);
}

function found(merchant: Merchant, id: string): Stripe.Refund {
  const refund = merchant.shelf("refunds").find(id);
  if (!refund) throw notHere("refund", id, "refund");
  return refund;
}

function tellChanged(merchant: Merchant, refund: Stripe.Refund, previous: object = {}): void {
  merchant.tell("charge.refund.updated", refund, previous);
  merchant.tell("refund.updated", refund, previous);
}

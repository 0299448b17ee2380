import type Stripe from "stripe";
import { z } from "zod";
import { move } from "./balance.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { NotPossible } from "./not-possible.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, flag, listing, metadata, text, unsettable } from "./params.ts";
import { invalid, notHere } from "./refusal.ts";

const day = 24 * 60 * 60;
const daysToAnswer = 14;
const longest = 150_000;
/** What Stripe keeps for a dispute, won or lost. Source: https://stripe.com/pricing */
const fee = { eur: 2_000, others: 1_500 };

/** The parts of evidence that are words; files are refused, the sandbox keeps none. */
const words = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "uncategorized_text",
] as const;
const evidence = z.strictObject(
  Object.fromEntries(words.map((name) => [name, unsettable.optional()])) as Record<
    (typeof words)[number],
    z.ZodOptional<typeof unsettable>
  >,
);
const change = z.strictObject({
  ...expandable,
  evidence: evidence.optional(),
  intended_submission_method: z
    .enum(["manual", "prefer_manual", "prefer_smart_disputes", "smart_disputes"])
    .optional(),
  metadata: metadata.optional(),
  submit: flag.optional(),
});

export const disputes: Operations = {
  "GET /v1/disputes": operation(
    z.strictObject({ ...listing, charge: text.optional(), payment_intent: text.optional() }),
    (merchant, { charge, payment_intent: intent, ...asked }) => {
      const all = merchant
        .shelf("disputes")
        .all.filter(
          (one) =>
            (charge === undefined || one.charge === charge) &&
            (intent === undefined || one.payment_intent === intent),
        );
      return page("/v1/disputes", all, asked);
    },
  ),
  "GET /v1/disputes/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    found(merchant, id),
  ),
  "POST /v1/disputes/:id": operation(change, (merchant, asked, id) =>
    answer(merchant, found(merchant, id), asked),
  ),
  "POST /v1/disputes/:id/close": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const dispute = found(merchant, id);
    mustWaitForUs(dispute);
    return close(merchant, dispute, "lost");
  }),
};

type Wish = { amount?: number | undefined; reason?: string | undefined };

/**
 * The customer's bank takes a payment back: the amount leaves the balance with a fee, and there are two weeks to
 * answer. Refuses (NotPossible) a charge that was not paid, was disputed before, or is not worth so much any more.
 */
export function dispute(merchant: Merchant, charge: Stripe.Charge, wish: Wish = {}): Stripe.Dispute {
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = wish.amount ?? left;
  if (charge.status !== "succeeded" || charge.disputed || amount < 1 || amount > left)
    throw new NotPossible(`The bank cannot take back ${amount} of ${charge.id}, of which ${left} are left.`);
  const { currency } = charge;
  const dueBy = (Math.floor(merchant.now / day) + daysToAnswer + 1) * day - 1;
  const made: Stripe.Dispute = {
    id: anId("du_1"),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: merchant.now,
    currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: "manual",
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: { brand: "visa", case_type: "chargeback", network: "visa", network_reason_code: "10.4" },
    },
    reason: wish.reason ?? "fraudulent",
    status: "needs_response",
  };
  const taken = move(merchant, {
    amount: -amount,
    currency,
    type: "adjustment",
    source: made.id,
    description: `Chargeback withdrawal for ${charge.id}`,
    fee: currency === "eur" ? fee.eur : fee.others,
    feeWords: "Dispute fee",
    reportedAs: "dispute",
  });
  made.balance_transactions.push(taken);
  merchant.shelf("disputes").put(made);
  charge.disputed = true;
  merchant.tell("charge.dispute.created", made);
  merchant.tell("charge.dispute.funds_withdrawn", made);
  merchant.agenda.set(made.id, dueBy + 1, () => {
    made.evidence_details.past_due = true;
    close(merchant, made, "lost");
  });
  return made;
}

/** The bank has decided: the money comes back, or is gone. Refuses (NotPossible) a dispute that is over. */
export function decide(merchant: Merchant, made: Stripe.Dispute, outcome: "won" | "lost"): Stripe.Dispute {
  if (made.status === "won" || made.status === "lost")
    throw new NotPossible(`This dispute is ${made.status}.`);
  return close(merchant, made, outcome);
}

function close(merchant: Merchant, made: Stripe.Dispute, outcome: "won" | "lost"): Stripe.Dispute {
  merchant.agenda.delete(made.id);
  made.status = outcome;
  if (outcome === "won") {
    const returned = move(merchant, {
      amount: made.amount,
      currency: made.currency,
      type: "adjustment",
      source: made.id,
      description: `Chargeback reversal for ${made.charge}`,
      reportedAs: "dispute_reversal",
    });
    made.balance_transactions.push(returned);
    merchant.tell("charge.dispute.funds_reinstated", made);
  }
  merchant.tell("charge.dispute.closed", made);
  return made;
}

function answer(merchant: Merchant, made: Stripe.Dispute, asked: z.infer<typeof change>): Stripe.Dispute {
  made.metadata = merged(asked.metadata, made.metadata);
  if (asked.evidence !== undefined || asked.submit !== undefined) {
    mustWaitForUs(made);
    const said = Object.entries(asked.evidence ?? {}).filter(([, value]) => value !== undefined);
    const after: Stripe.Dispute.Evidence = { ...made.evidence, ...Object.fromEntries(said) };
    if (words.reduce((length, name) => length + (after[name]?.length ?? 0), 0) > longest)
      throw invalid(`The combined character count of all evidence can be at most ${longest}.`, {
        param: "evidence",
      });
    made.evidence = after;
    made.evidence_details.has_evidence = words.some((name) => after[name] !== null);
    if (asked.submit !== false) {
      made.status = "under_review";
      made.evidence_details.submission_count += 1;
      made.evidence_details.submission_method = "manual";
      merchant.agenda.delete(made.id);
    }
  }
  merchant.tell("charge.dispute.updated", made);
  return made;
}

function mustWaitForUs({ status }: Stripe.Dispute): void {
  if (status !== "needs_response")
    throw invalid(`This dispute has a status of ${status} and takes no evidence any more.`);
}

function found(merchant: Merchant, id: string): Stripe.Dispute {
  const one = merchant.shelf("disputes").find(id);
  if (!one) throw notHere("dispute", id);
  return one;
}

function noEvidence(): Stripe.Dispute.Evidence {
  const files = {
    cancellation_policy: null,
    customer_communication: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    receipt: null,
    refund_policy: null,
    service_documentation: null,
    shipping_documentation: null,
    uncategorized_file: null,
  };
  const texts = Object.fromEntries(words.map((name) => [name, null])) as Record<(typeof words)[number], null>;
  return { ...files, ...texts, enhanced_evidence: {} };
}

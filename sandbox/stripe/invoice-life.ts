import type Stripe from "stripe";
import { anId } from "./ids.ts";
import { draft } from "./intents.ts";
import { anInvoice, type InvoiceWish, subscriptionOf } from "./invoice-object.ts";
import type { Merchant } from "./merchant.ts";
import { cancel as cancelIntent, confirm } from "./payment-intents.ts";
import { Refusal } from "./refusal.ts";

type Invoice = Stripe.Invoice;

/** A draft that says it is there. */
export function open(merchant: Merchant, wish: InvoiceWish): Invoice {
  const invoice = anInvoice(merchant, wish);
  wish.subscription.latest_invoice = invoice.id;
  merchant.tell("invoice.created", invoice);
  return invoice;
}

/** The draft is final: it has its number, and is paid at once when it asks for nothing. */
export function finalize(merchant: Merchant, invoice: Invoice): void {
  const customer = merchant.shelf("customers").find(String(invoice.customer));
  const n = customer?.next_invoice_sequence ?? 1;
  if (customer) customer.next_invoice_sequence = n + 1;
  Object.assign(invoice, {
    status: "open",
    number: `${customer?.invoice_prefix ?? "SANDBOX"}-${String(n).padStart(4, "0")}`,
    effective_at: merchant.now,
    hosted_invoice_url: `https://invoice.stripe.com/i/${invoice.id}`,
    invoice_pdf: `https://pay.stripe.com/invoice/${invoice.id}/pdf`,
    automatically_finalizes_at: null,
  } satisfies Partial<Invoice>);
  invoice.status_transitions.finalized_at = merchant.now;
  merchant.tell("invoice.finalized", invoice);
  if (invoice.amount_due === 0) settle(merchant, invoice, 0);
}

/**
 * Try to charge an open invoice to a card, or to whichever its subscription or customer has. True when it is paid
 * afterwards; otherwise the refusal that says why not.
 */
export function collect(merchant: Merchant, invoice: Invoice, method?: string): true | Refusal {
  if (invoice.status === "paid") return true;
  const intent = intentOf(merchant, invoice);
  const card = method ?? cardFor(merchant, invoice);
  invoice.attempt_count += 1;
  invoice.attempted = true;
  try {
    if (card !== null) intent.payment_method = card;
    confirm(merchant, intent, true);
    settle(merchant, invoice, invoice.amount_due);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.words.code === "authentication_required")
      merchant.tell("invoice.payment_action_required", invoice);
    merchant.tell("invoice.payment_failed", invoice);
    return error;
  }
}

/** The card an invoice would be charged to, or null when there is none. */
export function cardFor(merchant: Merchant, invoice: Invoice): string | null {
  return cardOf(merchant, String(invoice.customer), subscriptionOf(merchant, invoice));
}

export function cardOf(
  merchant: Merchant,
  customer: string,
  subscription?: Stripe.Subscription,
): string | null {
  const settings = merchant.shelf("customers").find(customer)?.invoice_settings;
  const chosen = subscription?.default_payment_method ?? settings?.default_payment_method;
  return chosen ? String(chosen) : null;
}

/** Paid: `amount` is what Stripe took, less than is due when the rest was paid elsewhere. */
export function settle(merchant: Merchant, invoice: Invoice, amount: number): void {
  Object.assign(invoice, {
    status: "paid",
    amount_paid: amount,
    amount_remaining: 0,
    attempted: true,
    next_payment_attempt: null,
  } satisfies Partial<Invoice>);
  invoice.status_transitions.paid_at = merchant.now;
  const payment = paymentOf(merchant, invoice);
  if (payment && amount > 0) {
    Object.assign(payment, { amount_paid: amount, status: "paid" });
    payment.status_transitions.paid_at = merchant.now;
    merchant.tell("invoice_payment.paid", payment);
  }
  merchant.tell("invoice.paid", invoice);
  merchant.tell("invoice.payment_succeeded", invoice);
}

/** Nobody has to pay it any more. */
export function voidInvoice(merchant: Merchant, invoice: Invoice): void {
  invoice.status = "void";
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.voided_at = merchant.now;
  const payment = paymentOf(merchant, invoice);
  if (payment) {
    payment.status = "canceled";
    payment.status_transitions.canceled_at = merchant.now;
    const intent = merchant.shelf("payment-intents").find(String(payment.payment.payment_intent));
    if (intent) cancelIntent(merchant, intent, "void_invoice");
  }
  merchant.tell("invoice.voided", invoice);
}

/** Nobody expects it to be paid any more. */
export function writeOff(merchant: Merchant, invoice: Invoice): void {
  invoice.status = "uncollectible";
  invoice.status_transitions.marked_uncollectible_at = merchant.now;
  merchant.tell("invoice.marked_uncollectible", invoice);
}

/** The intent an open invoice is paid by: made when first needed. */
export function intentOf(merchant: Merchant, invoice: Invoice): Stripe.PaymentIntent {
  const known = merchant
    .shelf("payment-intents")
    .find(String(paymentOf(merchant, invoice)?.payment.payment_intent));
  if (known) return known;
  const intent = draft(merchant, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: String(invoice.customer),
    description:
      invoice.billing_reason === "subscription_create" ? "Subscription creation" : "Subscription update",
    metadata: {},
  });
  merchant.shelf("invoice-payments").put({
    id: anId("inpay_1"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: merchant.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  });
  merchant.tell("payment_intent.created", intent);
  return intent;
}

function paymentOf(merchant: Merchant, { id }: Invoice): Stripe.InvoicePayment | undefined {
  return merchant.shelf("invoice-payments").all.find((one) => one.invoice === id);
}

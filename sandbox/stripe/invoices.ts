import type Stripe from "stripe";
import { z } from "zod";
import { collect, finalize, settle, voidInvoice } from "./invoice-life.ts";
import { subscriptionOf } from "./invoice-object.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { type Operations, operation } from "./operation.ts";
import { anything, expandable, flag, listing, text } from "./params.ts";
import { mayUse, methodOf } from "./payment-methods.ts";
import { invalid, notHere } from "./refusal.ts";
import { activate } from "./subscription-life.ts";

export const invoices: Operations = {
  "GET /v1/invoices": operation(
    z.strictObject({
      ...listing,
      collection_method: text.optional(),
      customer: text.optional(),
      customer_account: text.optional(),
      due_date: anything,
      status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).optional(),
      subscription: text.optional(),
    }),
    (merchant, { customer, status, subscription, limit, starting_after, ending_before, created }) => {
      const all = merchant
        .shelf("invoices")
        .all.filter(
          (one) =>
            (customer === undefined || one.customer === customer) &&
            (status === undefined || one.status === status) &&
            (subscription === undefined || one.parent?.subscription_details?.subscription === subscription),
        );
      return page("/v1/invoices", all, { limit, starting_after, ending_before, created });
    },
  ),
  "GET /v1/invoices/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    found(merchant, id),
  ),
  "POST /v1/invoices/:id/pay": operation(
    z.strictObject({
      ...expandable,
      forgive: flag.optional(),
      mandate: text.optional(),
      off_session: flag.optional(),
      paid_out_of_band: flag.optional(),
      payment_method: text.optional(),
      source: text.optional(),
    }),
    (merchant, asked, id) => pay(merchant, found(merchant, id), asked),
  ),
  "POST /v1/invoices/:id/void": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const invoice = found(merchant, id);
    if (invoice.status !== "open" && invoice.status !== "uncollectible")
      throw invalid(`You can only pass in open invoices. This invoice has a status of ${invoice.status}.`);
    voidInvoice(merchant, invoice);
    return invoice;
  }),
  "GET /v1/invoice_payments": operation(
    z.strictObject({
      ...listing,
      invoice: text.optional(),
      payment: z
        .strictObject({
          payment_intent: text.optional(),
          payment_record: text.optional(),
          type: z.enum(["payment_intent", "payment_record"]),
        })
        .optional(),
      status: z.enum(["canceled", "open", "paid"]).optional(),
    }),
    (merchant, { invoice, payment, status, ...asked }) => {
      const intent = payment?.payment_intent;
      const all = merchant
        .shelf("invoice-payments")
        .all.filter(
          (one) =>
            (invoice === undefined || one.invoice === invoice) &&
            (intent === undefined || one.payment.payment_intent === intent) &&
            (status === undefined || one.status === status),
        );
      return page("/v1/invoice_payments", all, asked);
    },
  ),
};

function pay(
  merchant: Merchant,
  invoice: Stripe.Invoice,
  asked: { paid_out_of_band?: boolean | undefined; payment_method?: string | undefined },
): Stripe.Invoice {
  if (invoice.status === "paid") throw invalid("Invoice is already paid");
  if (invoice.status === "void") throw invalid("Invoice is void and cannot be paid.");
  const subscription = subscriptionOf(merchant, invoice);
  const method = asked.payment_method === undefined ? undefined : methodOf(merchant, asked.payment_method);
  if (method) mayUse(method, String(invoice.customer));
  if (invoice.status === "draft") finalize(merchant, invoice);
  if (asked.paid_out_of_band) settle(merchant, invoice, 0);
  else {
    const outcome = collect(merchant, invoice, method?.id);
    if (outcome !== true) throw outcome;
  }
  if (subscription && subscription.ended_at === null) activate(merchant, subscription);
  return invoice;
}

function found(merchant: Merchant, id: string): Stripe.Invoice {
  const invoice = merchant.shelf("invoices").find(id);
  if (!invoice) throw notHere("invoice", id, "invoice");
  return invoice;
}

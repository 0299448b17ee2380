import type Stripe from "stripe";
import { z } from "zod";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { type Operations, operation } from "./operation.ts";
import { anything, expandable, flag, listing, metadata, text, unsettable, whole } from "./params.ts";
import { detach } from "./payment-methods.ts";
import { invalid, noSuch, notHere } from "./refusal.ts";
import { end } from "./subscription-life.ts";

const invoiceSettings = z.strictObject({
  custom_fields: anything,
  default_payment_method: unsettable.optional(),
  footer: unsettable.optional(),
  rendering_options: anything,
});

const writable = {
  ...expandable,
  address: anything,
  balance: whole.optional(),
  business_name: unsettable.optional(),
  cash_balance: anything,
  description: unsettable.optional(),
  email: unsettable.optional(),
  individual_name: unsettable.optional(),
  invoice_prefix: text.optional(),
  invoice_settings: invoiceSettings.partial().optional(),
  metadata: metadata.optional(),
  name: unsettable.optional(),
  next_invoice_sequence: whole.optional(),
  phone: unsettable.optional(),
  preferred_locales: anything,
  shipping: anything,
  source: text.optional(),
  tax: anything,
  tax_exempt: z.enum(["", "none", "exempt", "reverse"]).optional(),
  validate: flag.optional(),
};
const creation = z.strictObject({
  ...writable,
  payment_method: text.optional(),
  tax_id_data: anything,
  test_clock: text.optional(),
});
const change = z.strictObject({ ...writable, default_source: text.optional() });
type Change = z.infer<typeof change>;

export const customers: Operations = {
  "POST /v1/customers": operation(creation, create),
  "GET /v1/customers": operation(
    z.strictObject({ ...listing, email: text.optional(), test_clock: text.optional() }),
    (merchant, { email, ...asked }) => {
      const all = merchant.shelf("customers").all.filter((one) => !one.deleted);
      return page(
        "/v1/customers",
        all.filter((one) => email === undefined || one.email === email),
        asked,
      );
    },
  ),
  "GET /v1/customers/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const found = merchant.shelf("customers").find(id);
    if (!found) throw notHere("customer", id);
    return found.deleted ? gone(id) : found;
  }),
  "POST /v1/customers/:id": operation(change, (merchant, asked, id) => {
    const customer = customerFound(merchant, id);
    if (!customer) throw notHere("customer", id);
    const before = { ...customer };
    apply(customer, asked);
    merchant.tell("customer.updated", customer, { metadata: before.metadata, email: before.email });
    return customer;
  }),
  "DELETE /v1/customers/:id": operation(z.strictObject({}), (merchant, _asked, id) => {
    const customer = customerFound(merchant, id);
    if (!customer) throw notHere("customer", id);
    const plans = merchant.shelf("subscriptions").all.filter((one) => one.customer === id);
    for (const plan of plans) if (plan.ended_at === null) end(merchant, plan, "cancellation_requested");
    const cards = merchant.shelf("payment-methods").all.filter((one) => one.customer === id);
    for (const card of cards) detach(merchant, card);
    Object.assign(customer, { deleted: true });
    merchant.tell("customer.deleted", { ...customer, deleted: undefined });
    return gone(id);
  }),
};

/** The customer named in a parameter. Refuses one that is not there, or no more. */
export function customerOf(merchant: Merchant, id: string, param = "customer"): Stripe.Customer {
  const found = customerFound(merchant, id);
  if (!found) throw noSuch("customer", id, param);
  return found;
}

/** A customer that nobody asked for by a call: Checkout makes one of who pays. */
export function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: anId("cus_", 14),
    object: "customer",
    address: null,
    balance: asked.balance ?? 0,
    created: merchant.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: null,
    invoice_prefix: anId("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: asked.test_clock ?? null,
  };
  apply(customer, asked);
  merchant.shelf("customers").put(customer);
  merchant.tell("customer.created", customer);
  return customer;
}

/** The customer, unless there is none or it was deleted. */
export function customerFound(merchant: Merchant, id: string): Stripe.Customer | undefined {
  const found = merchant.shelf("customers").find(id);
  return found?.deleted ? undefined : found;
}

function gone(id: string): Stripe.DeletedCustomer {
  return { id, object: "customer", deleted: true };
}

function apply(customer: Stripe.Customer, asked: Change): void {
  if (asked.email && !/^[^\s@]+@[^\s@]+$/.test(asked.email))
    throw invalid(`Invalid email address: ${asked.email}`, { code: "email_invalid", param: "email" });
  customer.metadata = merged(asked.metadata, customer.metadata);
  const { description, email, name, phone } = asked;
  for (const [field, value] of Object.entries({ description, email, name, phone }))
    if (value !== undefined) Object.assign(customer, { [field]: value });
  const settings = asked.invoice_settings;
  if (settings?.default_payment_method !== undefined)
    customer.invoice_settings.default_payment_method = settings.default_payment_method;
}

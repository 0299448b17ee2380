import type Stripe from "stripe";

/** What a merchant has, by the name under which `/control/stripe/:kind` lists it. */
export type Kinds = {
  accounts: Stripe.Account;
  "balance-transactions": Stripe.BalanceTransaction;
  "billing-portal-configurations": Stripe.BillingPortal.Configuration;
  "billing-portal-sessions": Stripe.BillingPortal.Session;
  charges: Stripe.Charge;
  "checkout-sessions": Stripe.Checkout.Session;
  coupons: Stripe.Coupon;
  customers: Stripe.Customer;
  discounts: Stripe.Discount;
  disputes: Stripe.Dispute;
  events: Stripe.Event;
  "invoice-payments": Stripe.InvoicePayment;
  invoices: Stripe.Invoice;
  "payment-intents": Stripe.PaymentIntent;
  "payment-methods": Stripe.PaymentMethod;
  payouts: Stripe.Payout;
  prices: Stripe.Price;
  products: Stripe.Product;
  "promotion-codes": Stripe.PromotionCode;
  refunds: Stripe.Refund;
  "setup-intents": Stripe.SetupIntent;
  subscriptions: Stripe.Subscription;
  "test-clocks": Stripe.TestHelpers.TestClock;
  "transfer-reversals": Stripe.TransferReversal;
  transfers: Stripe.Transfer;
  "webhook-endpoints": Stripe.WebhookEndpoint;
};
export type Kind = keyof Kinds;
export const kinds = [
  "accounts",
  "balance-transactions",
  "billing-portal-configurations",
  "billing-portal-sessions",
  "charges",
  "checkout-sessions",
  "coupons",
  "customers",
  "discounts",
  "disputes",
  "events",
  "invoice-payments",
  "invoices",
  "payment-intents",
  "payment-methods",
  "payouts",
  "prices",
  "products",
  "promotion-codes",
  "refunds",
  "setup-intents",
  "subscriptions",
  "test-clocks",
  "transfer-reversals",
  "transfers",
  "webhook-endpoints",
] as const satisfies readonly Kind[];
export type Thing = Kinds[Kind];

const kept = 20_000;

/** Things of one kind in the order they came. Very old ones are forgotten, so that a demo left running stays small. */
export class Shelf<T extends { id: string }> {
  readonly #things = new Map<string, T>();

  get all(): T[] {
    return [...this.#things.values()];
  }

  find(id: string | null | undefined): T | undefined {
    return this.#things.get(id ?? "");
  }

  put(thing: T): T {
    this.#things.set(thing.id, thing);
    const oldest = this.#things.keys().next();
    if (this.#things.size > kept && !oldest.done) this.#things.delete(oldest.value);
    return thing;
  }

  delete(id: string): void {
    this.#things.delete(id);
  }
}

/** All shelves of one account. They are made as they are needed. */
export class Shelves {
  readonly #shelves = new Map<Kind, Shelf<Thing>>();

  of<K extends Kind>(kind: K): Shelf<Kinds[K]> {
    const shelf = this.#shelves.get(kind) ?? new Shelf<Thing>();
    this.#shelves.set(kind, shelf);
    return shelf as unknown as Shelf<Kinds[K]>;
  }

  /** Whatever has this id. */
  find(id: string): Thing | undefined {
    for (const shelf of this.#shelves.values()) {
      const thing = shelf.find(id);
      if (thing) return thing;
    }
    return undefined;
  }
}

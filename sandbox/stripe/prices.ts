import type Stripe from "stripe";
import { anId } from "./ids.ts";
import type { Merchant } from "./merchant.ts";

export type ProductWish = {
  id?: string | undefined;
  name: string;
  description?: string | null | undefined;
  metadata?: Stripe.Metadata;
  images?: string[] | undefined;
  active?: boolean | undefined;
};

/** A product on its shelf. */
export function makeProduct(merchant: Merchant, wish: ProductWish): Stripe.Product {
  return merchant.shelf("products").put({
    id: wish.id ?? anId("prod_", 14),
    object: "product",
    active: wish.active ?? true,
    created: merchant.now,
    default_price: null,
    description: wish.description ?? null,
    images: wish.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: wish.metadata ?? {},
    name: wish.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: merchant.now,
    url: null,
  });
}

export type PriceWish = {
  product: string;
  currency: string;
  unit_amount: number;
  recurring?: { interval: Stripe.Price.Recurring.Interval; interval_count?: number | undefined } | undefined;
  tax_behavior?: Stripe.Price.TaxBehavior | undefined;
  active?: boolean | undefined;
  lookup_key?: string | null | undefined;
  nickname?: string | null | undefined;
  metadata?: Stripe.Metadata;
};

/** A price on its shelf, for once or for every period. */
export function makePrice(merchant: Merchant, wish: PriceWish): Stripe.Price {
  const { recurring } = wish;
  return merchant.shelf("prices").put({
    id: anId("price_1"),
    object: "price",
    active: wish.active ?? true,
    billing_scheme: "per_unit",
    created: merchant.now,
    currency: wish.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: wish.lookup_key ?? null,
    metadata: wish.metadata ?? {},
    nickname: wish.nickname ?? null,
    product: wish.product,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: wish.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: recurring ? "recurring" : "one_time",
    unit_amount: wish.unit_amount,
    unit_amount_decimal: String(wish.unit_amount) as unknown as Stripe.Price["unit_amount_decimal"],
  });
}

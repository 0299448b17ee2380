import type Stripe from "stripe";
import { z } from "zod";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { knownCurrency } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import {
  amount,
  anything,
  currency,
  expandable,
  flag,
  listing,
  metadata,
  natural,
  text,
  texts,
  whole,
} from "./params.ts";
import { makePrice, makeProduct } from "./prices.ts";
import { exclusive, invalid, missing, noSuch, notHere } from "./refusal.ts";

export const recurring = z.strictObject({
  interval: z.enum(["day", "month", "week", "year"]),
  interval_count: amount.optional(),
  meter: text.optional(),
  trial_period_days: whole.optional(),
  usage_type: z.enum(["licensed", "metered"]).optional(),
});
export const behavior = z.enum(["exclusive", "inclusive", "unspecified"]).optional();
const priceCreation = z.strictObject({
  ...expandable,
  active: flag.optional(),
  billing_scheme: z.enum(["per_unit", "tiered"]).optional(),
  currency,
  currency_options: anything,
  custom_unit_amount: anything,
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: text.optional(),
  product: text.optional(),
  product_data: z
    .strictObject({
      active: flag.optional(),
      id: text.optional(),
      metadata: metadata.optional(),
      name: text,
      statement_descriptor: text.optional(),
      tax_code: text.optional(),
      tax_details: anything,
      unit_label: text.optional(),
    })
    .optional(),
  recurring: recurring.optional(),
  tax_behavior: behavior,
  tiers: anything,
  tiers_mode: text.optional(),
  transfer_lookup_key: flag.optional(),
  transform_quantity: anything,
  unit_amount: natural.optional(),
  unit_amount_decimal: text.optional(),
});

export const prices: Operations = {
  "POST /v1/prices": operation(priceCreation, createPrice),
  "GET /v1/prices": operation(
    z.strictObject({
      ...listing,
      active: flag.optional(),
      currency: currency.optional(),
      lookup_keys: texts.optional(),
      product: text.optional(),
      recurring: anything,
      type: z.enum(["one_time", "recurring"]).optional(),
    }),
    (merchant, { active, currency: code, lookup_keys: keys, product: id, recurring: _, type, ...asked }) => {
      const all = merchant
        .shelf("prices")
        .all.filter(
          (one) =>
            (active === undefined || one.active === active) &&
            (code === undefined || one.currency === code) &&
            (keys === undefined || keys.includes(one.lookup_key ?? "")) &&
            (id === undefined || one.product === id) &&
            (type === undefined || one.type === type),
        );
      return page("/v1/prices", all, asked);
    },
  ),
  "GET /v1/prices/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => price(merchant, id)),
  "POST /v1/prices/:id": operation(
    z.strictObject({
      ...expandable,
      active: flag.optional(),
      currency_options: anything,
      lookup_key: text.optional(),
      metadata: metadata.optional(),
      nickname: text.optional(),
      tax_behavior: behavior,
      transfer_lookup_key: flag.optional(),
    }),
    (merchant, asked, id) => {
      const found = price(merchant, id);
      const { active, lookup_key, nickname } = asked;
      if (lookup_key !== undefined) claim(merchant, lookup_key, asked.transfer_lookup_key, found);
      found.metadata = merged(asked.metadata, found.metadata);
      for (const [field, value] of Object.entries({ active, lookup_key, nickname }))
        if (value !== undefined) Object.assign(found, { [field]: value });
      merchant.tell("price.updated", found);
      return found;
    },
  ),
};

function createPrice(merchant: Merchant, asked: z.infer<typeof priceCreation>): Stripe.Price {
  knownCurrency(asked.currency);
  if (asked.product !== undefined && asked.product_data) throw exclusive(["product", "product_data"]);
  if (asked.product === undefined && !asked.product_data) throw missing("product");
  if (asked.unit_amount === undefined && asked.unit_amount_decimal === undefined)
    throw missing("unit_amount");
  if (asked.product !== undefined && !merchant.shelf("products").find(asked.product))
    throw noSuch("product", asked.product, "product");
  if (asked.lookup_key !== undefined) claim(merchant, asked.lookup_key, asked.transfer_lookup_key);
  const data = asked.product_data;
  const of = data
    ? makeProduct(merchant, { ...data, metadata: merged(data.metadata) }).id
    : String(asked.product);
  const unit_amount = asked.unit_amount ?? Number(asked.unit_amount_decimal);
  const made = makePrice(merchant, { ...asked, metadata: merged(asked.metadata), product: of, unit_amount });
  merchant.tell("price.created", made);
  return made;
}

/** A lookup key stands for one active price; it goes over only when that is asked for. */
function claim(merchant: Merchant, key: string, isMoved = false, claimant?: Stripe.Price): void {
  const holder = merchant.shelf("prices").all.find((one) => one.lookup_key === key && one.active);
  if (!holder || holder === claimant) return;
  if (!isMoved)
    throw invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: "lookup_key" });
  holder.lookup_key = null;
}

function price(merchant: Merchant, id: string): Stripe.Price {
  const found = merchant.shelf("prices").find(id);
  if (!found) throw notHere("price", id, "price");
  return found;
}

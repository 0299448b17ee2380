import type Stripe from "stripe";
import { z } from "zod";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { knownCurrency } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import {
  anything,
  currency,
  expandable,
  flag,
  listing,
  metadata,
  natural,
  text,
  texts,
  unsettable,
} from "./params.ts";
import { behavior, recurring } from "./price-calls.ts";
import { makePrice, makeProduct } from "./prices.ts";
import { invalid, notHere } from "./refusal.ts";

const ofProduct = {
  ...expandable,
  active: flag.optional(),
  images: anything,
  marketing_features: anything,
  metadata: metadata.optional(),
  package_dimensions: anything,
  shippable: flag.optional(),
  statement_descriptor: text.optional(),
  tax_details: anything,
};
const productCreation = z.strictObject({
  ...ofProduct,
  default_price_data: z
    .strictObject({
      currency,
      currency_options: anything,
      custom_unit_amount: anything,
      metadata: metadata.optional(),
      recurring: recurring.optional(),
      tax_behavior: behavior,
      unit_amount: natural.optional(),
      unit_amount_decimal: text.optional(),
    })
    .optional(),
  description: text.optional(),
  id: text.optional(),
  name: text,
  tax_code: text.optional(),
  type: z.enum(["good", "service"]).optional(),
  unit_label: text.optional(),
  url: text.optional(),
});
const productChange = z.strictObject({
  ...ofProduct,
  default_price: text.optional(),
  description: unsettable.optional(),
  name: text.optional(),
  tax_code: unsettable.optional(),
  unit_label: unsettable.optional(),
  url: unsettable.optional(),
});
export const products: Operations = {
  "POST /v1/products": operation(productCreation, createProduct),
  "GET /v1/products": operation(
    z.strictObject({
      ...listing,
      active: flag.optional(),
      ids: texts.optional(),
      shippable: flag.optional(),
      type: text.optional(),
      url: text.optional(),
    }),
    (merchant, { active, ids, shippable: _, type, url, ...asked }) => {
      const all = merchant
        .shelf("products")
        .all.filter(
          (one) =>
            (active === undefined || one.active === active) &&
            (ids === undefined || ids.includes(one.id)) &&
            (type === undefined || one.type === type) &&
            (url === undefined || one.url === url),
        );
      return page("/v1/products", all, asked);
    },
  ),
  "GET /v1/products/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    product(merchant, id),
  ),
  "POST /v1/products/:id": operation(productChange, (merchant, asked, id) => {
    const found = product(merchant, id);
    found.metadata = merged(asked.metadata, found.metadata);
    const { active, default_price, description, name } = asked;
    for (const [field, value] of Object.entries({ active, default_price, description, name }))
      if (value !== undefined) Object.assign(found, { [field]: value });
    found.updated = merchant.now;
    merchant.tell("product.updated", found);
    return found;
  }),
};

function createProduct(merchant: Merchant, asked: z.infer<typeof productCreation>): Stripe.Product {
  if (asked.id !== undefined && merchant.shelf("products").find(asked.id))
    throw invalid("Product already exists.", { code: "resource_already_exists", param: "id" });
  const data = asked.default_price_data;
  if (data) knownCurrency(data.currency);
  const made = makeProduct(merchant, { ...asked, images: [], metadata: merged(asked.metadata) });
  merchant.tell("product.created", made);
  if (data) {
    const unit_amount = data.unit_amount ?? Number(data.unit_amount_decimal ?? 0);
    const first = makePrice(merchant, {
      ...data,
      metadata: merged(data.metadata),
      product: made.id,
      unit_amount,
    });
    made.default_price = first.id;
    merchant.tell("price.created", first);
  }
  return made;
}

function product(merchant: Merchant, id: string): Stripe.Product {
  const found = merchant.shelf("products").find(id);
  if (!found) throw notHere("product", id);
  return found;
}

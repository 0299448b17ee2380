import type Stripe from "stripe";
import { z } from "zod";
import { anId } from "./ids.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { knownCurrency } from "./money.ts";
import { amount, anything, currency, metadata, natural, text, texts } from "./params.ts";
import { makePrice, makeProduct } from "./prices.ts";
import { exclusive, invalid, missing, noSuch } from "./refusal.ts";

const productData = z.strictObject({
  description: text.optional(),
  images: texts.optional(),
  metadata: metadata.optional(),
  name: text,
  tax_code: text.optional(),
  tax_details: anything,
  unit_label: text.optional(),
});
const priceData = z.strictObject({
  currency,
  product: text.optional(),
  product_data: productData.optional(),
  recurring: z
    .strictObject({ interval: z.enum(["day", "month", "week", "year"]), interval_count: amount.optional() })
    .optional(),
  tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  unit_amount: natural.optional(),
  unit_amount_decimal: text.optional(),
});
export const lineItem = z.strictObject({
  adjustable_quantity: anything,
  metadata: metadata.optional(),
  price: text.optional(),
  price_data: priceData.optional(),
  quantity: amount.optional(),
  tax_rates: anything,
});
type Wish = z.infer<typeof lineItem>;
/** A line item whose price is there. */
export type Item = Stripe.LineItem & { price: Stripe.Price; quantity: number };

const itemsOf = new WeakMap<Stripe.Checkout.Session, Item[]>();

/** The line items of a session, none for a session without. */
export function lineItemsOf(merchant: Merchant, id: string): Item[] {
  const session = merchant.shelf("checkout-sessions").find(id);
  return (session && itemsOf.get(session)) ?? [];
}

export function keepItems(session: Stripe.Checkout.Session, items: Item[]): void {
  itemsOf.set(session, items);
}

/** Line items as they were wished for, with their prices made where they came as data. Refuses mixed currencies. */
export function makeItems(merchant: Merchant, wishes: readonly Wish[]): Item[] {
  for (const [place, wish] of wishes.entries()) check(wish, `line_items[${place}]`);
  const items = wishes.map((wish, place) => makeItem(merchant, wish, place));
  if (new Set(items.map((item) => item.currency)).size > 1)
    throw invalid("All prices on a Checkout Session must be in the same currency.", { param: "line_items" });
  return items;
}

function makeItem(merchant: Merchant, wish: Wish, place: number): Item {
  const price = priceFor(merchant, wish, `line_items[${place}]`);
  const product = merchant.shelf("products").find(String(price.product));
  const quantity = wish.quantity ?? 1;
  const total = (price.unit_amount ?? 0) * quantity;
  return {
    id: anId("li_1"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: price.currency,
    description: product?.name ?? null,
    metadata: merged(wish.metadata),
    price,
    quantity,
  };
}

function priceFor(merchant: Merchant, { price: id, price_data: data }: Wish, where: string): Stripe.Price {
  if (id !== undefined) {
    const found = merchant.shelf("prices").find(id);
    if (!found) throw noSuch("price", id, `${where}[price]`);
    if (!found.active)
      throw invalid("The price specified is inactive. This field only accepts active prices.");
    return found;
  }
  if (!data) throw missing(`${where}[price]`);
  const product = data.product_data
    ? makeProduct(merchant, {
        ...data.product_data,
        metadata: merged(data.product_data.metadata),
        active: false,
      })
    : merchant.shelf("products").find(String(data.product));
  if (!product) throw noSuch("product", String(data.product), `${where}[price_data][product]`);
  const unit_amount = data.unit_amount ?? Number(data.unit_amount_decimal);
  return makePrice(merchant, { ...data, product: product.id, unit_amount, active: false });
}

function check(wish: Wish, where: string): void {
  if (wish.price !== undefined && wish.price_data)
    throw exclusive([`${where}[price]`, `${where}[price_data]`]);
  if (wish.price === undefined && !wish.price_data)
    throw invalid("You must specify either `price` or `price_data` when using prices.", {
      code: "parameter_missing",
      param: where,
    });
  if (wish.quantity === undefined) throw missing(`${where}[quantity]`);
  const data = wish.price_data;
  if (!data) return;
  knownCurrency(data.currency);
  const inData = `${where}[price_data]`;
  if (data.product !== undefined && data.product_data)
    throw exclusive([`${inData}[product]`, `${inData}[product_data]`]);
  if (data.product === undefined && !data.product_data) throw missing(`${inData}[product_data]`);
  if (data.unit_amount !== undefined && data.unit_amount_decimal !== undefined)
    throw exclusive([`${inData}[unit_amount]`, `${inData}[unit_amount_decimal]`]);
  if (data.unit_amount === undefined && data.unit_amount_decimal === undefined)
    throw missing(`${inData}[unit_amount]`);
}

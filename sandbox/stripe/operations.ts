import { accounts } from "./accounts.ts";
import { balance } from "./balance.ts";
import { charges } from "./charges.ts";
import { checkout } from "./checkout.ts";
import { coupons } from "./coupons.ts";
import { customers } from "./customers.ts";
import { disputes } from "./disputes.ts";
import { events } from "./events.ts";
import { invoices } from "./invoices.ts";
import type { Operation, Operations } from "./operation.ts";
import { paymentIntents } from "./payment-intents.ts";
import { paymentMethods } from "./payment-methods.ts";
import { payouts } from "./payouts.ts";
import { portal } from "./portal.ts";
import { prices } from "./price-calls.ts";
import { products } from "./products.ts";
import { promotionCodes } from "./promotion-codes.ts";
import { refunds } from "./refunds.ts";
import { setupIntents } from "./setup-intents.ts";
import { subscriptions } from "./subscriptions.ts";
import { testClocks } from "./test-clocks.ts";
import { transfers } from "./transfers.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

/** Every call this Stripe answers. */
export const operations: Operations = {
  ...accounts,
  ...balance,
  ...charges,
  ...checkout,
  ...coupons,
  ...customers,
  ...disputes,
  ...events,
  ...invoices,
  ...paymentIntents,
  ...paymentMethods,
  ...portal,
  ...payouts,
  ...prices,
  ...products,
  ...promotionCodes,
  ...refunds,
  ...setupIntents,
  ...subscriptions,
  ...testClocks,
  ...transfers,
  ...webhookEndpoints,
};

type Way = { method: string; path: RegExp; operation: Operation };

const ways: readonly Way[] = Object.entries(operations).map(([name, operation]) => {
  const [method = "", path = ""] = name.split(" ");
  return { method, path: new RegExp(`^${path.replaceAll(/:[a-z]+/g, "([^/]+)")}$`), operation };
});

export type Found = { operation: Operation; ids: readonly string[] };

/** The operation behind a method and path, with the ids in the path, or null for one this Stripe does not know. */
export function operationAt(method: string, path: string): Found | null {
  for (const way of ways) {
    const found = way.method === method ? way.path.exec(path) : null;
    if (found) return { operation: way.operation, ids: found.slice(1).map(decoded) };
  }
  return null;
}

/** An id that cannot be decoded is nobody's, as it stands. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

import { balance } from "./balance.ts";
import { charges } from "./charges.ts";
import { checkout } from "./checkout.ts";
import { customers } from "./customers.ts";
import { disputes } from "./disputes.ts";
import { events } from "./events.ts";
import type { Operation, Operations } from "./operation.ts";
import { paymentIntents } from "./payment-intents.ts";
import { paymentMethods } from "./payment-methods.ts";
import { refunds } from "./refunds.ts";
import { setupIntents } from "./setup-intents.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

/** Every call this Stripe answers. */
export const operations: Operations = {
  ...balance,
  ...charges,
  ...checkout,
  ...customers,
  ...disputes,
  ...events,
  ...paymentIntents,
  ...paymentMethods,
  ...refunds,
  ...setupIntents,
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
    if (found) return { operation: way.operation, ids: found.slice(1).map(decodeURIComponent) };
  }
  return null;
}

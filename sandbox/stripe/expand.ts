import { lineItemsOf } from "./line-items.ts";
import { within } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { invalid } from "./refusal.ts";
import { asSeen, type Node } from "./seen.ts";

const deepest = 4;

/** The answer as it leaves: a copy, as things stand now, with the ids that `expand` names replaced by what they mean. */
export function expanded(merchant: Merchant, answer: object, paths: readonly string[] = []): object {
  const copy = asSeen(merchant, answer);
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.filter((part) => part !== "data").length > deepest)
      throw invalid(`You cannot expand more than ${deepest} levels of a property. Property: ${path}`);
    open(merchant, copy, parts, path);
  }
  return copy;
}

function open(merchant: Merchant, node: Node, [name = "", ...rest]: string[], path: string): void {
  const value = node[name] ?? included(merchant, node, name);
  if (value === undefined) throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
  if (Array.isArray(value)) {
    node[name] = value.map((entry) => opened(merchant, entry, rest, path));
  } else if (value !== null) node[name] = opened(merchant, value, rest, path);
}

function opened(merchant: Merchant, value: unknown, rest: string[], path: string): unknown {
  const found = typeof value === "string" ? foundBy(merchant, value) : undefined;
  const thing = found ? asSeen(merchant, found) : value;
  if (typeof thing !== "object" || thing === null)
    throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
  if (rest.length > 0) open(merchant, thing as Node, rest, path);
  return thing;
}

/** Some things lie with another account: what a transfer became in the connected one, or the account itself. */
function foundBy(merchant: Merchant, id: string): object | undefined {
  return (
    merchant.find(id) ?? [...merchant.connected.values()].map((account) => account.find(id)).find(Boolean)
  );
}

/** What is only told when asked for. */
function included(merchant: Merchant, node: Node, name: string): unknown {
  if (name in node) return null;
  const id = String(node.id);
  if (node.object === "checkout.session" && name === "line_items")
    return within(`/v1/checkout/sessions/${id}/line_items`, lineItemsOf(merchant, id));
  if (node.object === "charge" && name === "refunds") {
    const refunds = merchant.shelf("refunds").all.filter(({ charge }) => charge === id);
    return within(`/v1/charges/${id}/refunds`, refunds.reverse());
  }
  if (node.object === "customer" && name === "subscriptions") {
    const subscriptions = merchant.shelf("subscriptions").all.filter(({ customer }) => customer === id);
    return within(`/v1/customers/${id}/subscriptions`, subscriptions.reverse());
  }
  return undefined;
}

import { invalid } from "./refusal.ts";

type Node = { [name: string]: Leaf };
type Leaf = string | Node;

/** Stripe's form encoding as nested objects and lists: `a[b][0][c]=v`, `a[]=v`. Every leaf stays a string. */
export function readForm(raw: string): unknown {
  const root: Node = Object.create(null);
  for (const [name, value] of new URLSearchParams(raw)) put(root, pathOf(name), value, name);
  return tidy(root);
}

/** A path as Stripe names a parameter in its errors: `line_items[0][quantity]`. */
export function paramName(path: readonly PropertyKey[]): string {
  const [first = "", ...rest] = path.map(String);
  return first + rest.map((part) => `[${part}]`).join("");
}

function pathOf(name: string): string[] {
  const [first = ""] = name.split("[");
  return [first, ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, part = ""]) => part)];
}

function put(root: Node, path: string[], value: string, name: string): void {
  let node = root;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(node).length) : part;
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    node[key] ??= Object.create(null) as Node;
    const next = node[key];
    if (typeof next === "string") throw invalid(`Invalid object: ${name}`, { param: name });
    node = next;
  }
}

function tidy(leaf: Leaf): unknown {
  if (typeof leaf === "string") return leaf;
  const names = Object.keys(leaf);
  const isList = names.length > 0 && names.every((name, place) => name === String(place));
  const parts = names.map((name) => [name, tidy(leaf[name] ?? "")] as const);
  return isList ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

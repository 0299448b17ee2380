import { randomInt } from "node:crypto";

const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id as Stripe's look: the prefix of its kind, then letters and digits. */
export function anId(prefix: string, length = 24): string {
  return prefix + Array.from({ length }, () => signs[randomInt(signs.length)]).join("");
}

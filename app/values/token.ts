import { createHash, randomBytes } from "node:crypto";

/** A mailed token: 32 bytes of HMAC, base64url without padding. */
const shape = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text could be a mailed token at all. */
export function isToken(text: string): boolean {
  return shape.test(text);
}

/** SHA-256 of a text: the only form in which a token or an idempotency key is stored. */
export function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** A new secret of 256 bits in the same shape, for a cookie. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

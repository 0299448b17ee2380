import { timingSafeEqual } from "node:crypto";
import { hashOf } from "#app/values/token.ts";

/** Whether an Authorization header shows the token; compared in constant time, and false where no token was set. */
export function isBearer(header: string | null, token: string | undefined): boolean {
  if (!token || !header) return false;
  return timingSafeEqual(hashOf(header), hashOf(`Bearer ${token}`));
}

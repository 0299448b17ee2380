import { lt } from "drizzle-orm";
import { rateLimits } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";

/** Forget the counters of limits that ran out. */
export async function forgetCounters(house: House): Promise<void> {
  await house.db.delete(rateLimits).where(lt(rateLimits.expire, house.now().getTime()));
}

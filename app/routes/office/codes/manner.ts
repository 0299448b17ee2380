import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { dayOf, zoneCity } from "#app/values/zoned.ts";

/** How the practice writes sums and dates, and which day it has. */
export async function mannerOf(ctx: MemberCtx) {
  const { locale, currency, zone } = await ownPractice(ctx);
  return { locale, currency, zone, city: zoneCity(zone), today: dayOf(zone, ctx.now()) };
}

import { and, eq, inArray, max } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { practices } from "#app/db/schema/practices.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { keepsUntil, usualYears } from "./rules.ts";

/** Until when the practice keeps a client's record, counted from the last session; null for whoever never had one. */
export async function keptUntil(ctx: Ctx, clientId: string): Promise<Date | null> {
  const [last] = await ctx.db
    .select({ at: max(appointments.endsAt) })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        inArray(bookings.status, ["attended", "no_show"]),
      ),
    );
  const [practice] = await ctx.db
    .select({ years: practices.keepYears, country: practices.country })
    .from(practices)
    .where(eq(practices.id, ctx.practiceId));
  if (!last?.at || !practice) return null;
  return keepsUntil(last.at, practice.years ?? usualYears(practice.country));
}

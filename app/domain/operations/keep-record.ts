import { and, asc, eq, inArray, max, notExists, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { erasures } from "#app/db/schema/operations.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { withinClients } from "#app/domain/practices/reach.ts";
import { keepsUntil, usualYears } from "./rules.ts";

/** For how many years the practice keeps a record, and what its country usually asks; `own` is null where it has said nothing. */
export async function keepingOf(ctx: Ctx): Promise<{ years: number; own: number | null; usual: number }> {
  const { keepYears: own, country } = await ownPractice(ctx);
  const usual = usualYears(country);
  return { years: own ?? usual, own, usual };
}

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
  if (!last?.at) return null;
  return keepsUntil(last.at, (await keepingOf(ctx)).years);
}

export type Due = { clientId: string; name: string; lastSession: Date; keptUntil: Date };

/**
 * Clients in a member's reach whose record has been kept as long as it has to be, and who have nothing ahead, the oldest
 * first, at most fifty.
 */
export async function dueForErasure(ctx: MemberCtx): Promise<Due[]> {
  const { years } = await keepingOf(ctx);
  const last = sql<Date>`max(${appointments.endsAt})`.mapWith(appointments.endsAt);
  const rows = await ctx.db
    .select({ clientId: clients.id, name: clients.name, last })
    .from(clients)
    .innerJoin(bookings, eq(bookings.clientId, clients.id))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        withinClients(ctx, "erasures.see", { practiceId: clients.practiceId, clientId: clients.id }),
        eq(clients.isInvented, false),
        inArray(bookings.status, ["attended", "no_show"]),
        notExists(ctx.db.select().from(erasures).where(eq(erasures.erasedId, clients.id))),
        sql`not exists (select from bookings ahead where ahead.client_id = ${clients.id}
          and ahead.status in ('requested', 'held', 'confirmed'))`,
      ),
    )
    .groupBy(clients.id, clients.name)
    .having(sql`${last} + make_interval(years => ${years}) <= ${ctx.now().toISOString()}::timestamptz`)
    .orderBy(asc(last), asc(clients.id))
    .limit(50);
  return rows.map(({ last, ...one }) => ({
    ...one,
    lastSession: last,
    keptUntil: keepsUntil(last, years),
  }));
}

import { and, eq, inArray, sql } from "drizzle-orm";
import {
  type ConnectionState,
  type ConnectionTrouble,
  calendarConnections,
} from "#app/db/schema/calendar.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import type { Calendar, Grant } from "#app/world/calendars.ts";
import type { World } from "#app/world.ts";

export type Connection = typeof calendarConnections.$inferSelect;

const shelf = (row: string, column: "refresh" | "access") => ({
  row,
  column: `calendar_connections.${column}`,
});

/** The connection of a therapist that was not ended; null where there is none. */
export async function connectionOf(ctx: Ctx, therapistId: string): Promise<Connection | null> {
  const [found] = await ctx.db
    .select()
    .from(calendarConnections)
    .where(
      and(
        eq(calendarConnections.practiceId, ctx.practiceId),
        eq(calendarConnections.therapistId, therapistId),
        inArray(calendarConnections.state, ["connected", "needs_reconnect", "leaving"]),
      ),
    );
  return found ?? null;
}

/** A connection by its id, as long as it is in a state; null where it is not, or not any more. */
export async function connectionIn(
  ctx: Ctx,
  state: ConnectionState,
  id: string | null,
): Promise<Connection | null> {
  if (id === null) return null;
  const [found] = await ctx.db
    .select()
    .from(calendarConnections)
    .where(
      and(
        ...[eq(calendarConnections.practiceId, ctx.practiceId), eq(calendarConnections.id, id)],
        eq(calendarConnections.state, state),
      ),
    );
  return found ?? null;
}

/** A grant as it is kept: sealed under a key of its own. */
export function sealedGrant({ vault }: Ctx, id: string, grant: Grant) {
  const key = vault.newKey();
  return { keyRing: key.ring, keyWrapped: key.wrapped, ...sealedUnder({ vault }, key, id, grant) };
}

function sealedUnder(
  { vault }: Pick<Ctx, "vault">,
  key: { ring: string; wrapped: Buffer },
  id: string,
  { refresh, access, until }: Grant,
) {
  return {
    sealedRefresh: vault.seal(key, shelf(id, "refresh"), refresh),
    sealedAccess: access === null ? null : vault.seal(key, shelf(id, "access"), access),
    accessUntil: until,
  };
}

/** The grant of a connection, opened; null where it was given back. */
export function grantOf({ vault }: Ctx, connection: Connection): Grant | null {
  const { id, keyRing, keyWrapped, sealedRefresh, sealedAccess, accessUntil: until } = connection;
  if (!sealedRefresh) return null;
  const key = { ring: keyRing, wrapped: keyWrapped };
  return {
    refresh: vault.unseal(key, shelf(id, "refresh"), sealedRefresh),
    access: sealedAccess && vault.unseal(key, shelf(id, "access"), sealedAccess),
    until,
  };
}

/** The calendars of a connection, to be asked; null where nothing can be asked. What Google renews is kept. */
export function openCalendar(ctx: Ctx, { calendars }: World, connection: Connection): Calendar | null {
  const grant = grantOf(ctx, connection);
  if (!calendars || !grant) return null;
  const { id, keyRing, keyWrapped } = connection;
  return calendars.open(grant, async (renewed) => {
    const kept = sealedUnder(ctx, { ring: keyRing, wrapped: keyWrapped }, id, renewed);
    await ctx.db
      .update(calendarConnections)
      .set(kept)
      // Unless it was connected anew meanwhile: what is sealed under the last key would be opened with the next.
      .where(
        and(
          ...[eq(calendarConnections.practiceId, ctx.practiceId), eq(calendarConnections.id, id)],
          eq(calendarConnections.keyWrapped, keyWrapped),
        ),
      );
  });
}

/**
 * A connection that only its person can mend: bookings go on against what was pulled, and the therapist is told once,
 * by a letter and on Today. A second find of the same says nothing.
 */
export function breakOff(ctx: Ctx, { id }: Connection, trouble: ConnectionTrouble): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const [broken] = await ctx.db
      .update(calendarConnections)
      .set({
        state: "needs_reconnect",
        trouble,
        brokenAt: ctx.now(),
        breaks: sql`${calendarConnections.breaks} + 1`,
      })
      .where(
        and(
          eq(calendarConnections.practiceId, ctx.practiceId),
          eq(calendarConnections.id, id),
          eq(calendarConnections.state, "connected"),
        ),
      )
      .returning({ sequence: calendarConnections.breaks });
    if (broken) await record(ctx, "calendar.broke", { id, ...broken });
  });
}

const troubles: Partial<Record<string, ConnectionTrouble>> = {
  dead: "dead",
  forbidden: "forbidden",
};

/** Break off where a refusal says that only the person can help; says whether it was such a one. */
export async function brokeOff(ctx: Ctx, connection: Connection, code: string): Promise<boolean> {
  const trouble = troubles[code];
  if (trouble) await breakOff(ctx, connection, trouble);
  return trouble !== undefined;
}

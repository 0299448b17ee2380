import { and, eq, exists, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { clientKeys } from "#app/db/schema/clients.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Deed } from "#app/domain/practices/rules.ts";

/**
 * What is done still about a client who was erased: their sessions and sums stay for the books, and that they were erased is
 * seen. Nothing is planned with them, written about them or asked of them again.
 */
const forTheBooks: ReadonlySet<Deed> = new Set([
  "client.see",
  "diary.see",
  "money.see",
  "money.take",
  "fee.decide",
  "glass.break",
  "glass.see",
  "erasures.see",
  "client.erase",
]);

/** The condition that a deed is open for a client of a row: whoever was erased has no key, and only what the books need is left. */
export function isOpenFor(ctx: Ctx, deed: Deed, clientId: SQLWrapper): SQL | undefined {
  return forTheBooks.has(deed) ? undefined : isKept(ctx, clientId);
}

/** The deeds that are open for one client. */
export async function deedsOpenFor(ctx: Ctx, clientId: string): Promise<(deed: Deed) => boolean> {
  const key = isKept(ctx, sql`${clientId}::uuid`);
  const { rows } = await ctx.db.execute<{ kept: boolean }>(sql`select ${key} as kept`);
  return (deed) => rows[0]?.kept === true || forTheBooks.has(deed);
}

/** The condition that a client of a row was not erased: their key is still there. */
export function isKept({ db, practiceId }: Ctx, clientId: SQLWrapper): SQL {
  return exists(
    db
      .select({ id: clientKeys.clientId })
      .from(clientKeys)
      .where(and(eq(clientKeys.practiceId, practiceId), eq(clientKeys.clientId, clientId))),
  );
}

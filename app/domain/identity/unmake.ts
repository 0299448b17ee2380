import { and, inArray, not, type SQL, sql } from "drizzle-orm";
import { inChunks } from "#app/db/chunks.ts";
import { referrersOf } from "#app/db/referrers.ts";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Take back accounts that were made for somebody and that nothing in the house points to any more; the others stay. */
export async function unmakeAccounts(ctx: Ctx, userIds: readonly string[]): Promise<void> {
  const isNeeded = (await referrersOf(ctx.db, users)).map(
    ({ table, column }): SQL =>
      sql`exists (select from ${sql.raw(table)} as other where other.${sql.raw(column)} = ${users.id})`,
  );
  await inChunks(userIds, (chunk) =>
    ctx.db.delete(users).where(and(inArray(users.id, chunk), ...isNeeded.map(not))),
  );
}

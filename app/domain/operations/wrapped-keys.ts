import { sql } from "drizzle-orm";
import type { House } from "#app/domain/ctx.ts";

/**
 * Every place where the ring wraps a data key. They belong to many rooms; turning the ring is the vault's own business and
 * touches nothing but the wrapping. A test finds all columns of that kind in the catalogue and fails when one is missing.
 */
export const wrappedKeys = [
  { table: "client_keys", id: "client_id", ring: "ring", wrapped: "wrapped" },
  { table: "practice_keys", id: "practice_id", ring: "ring", wrapped: "wrapped" },
  { table: "totp_secrets", id: "user_id", ring: "ring", wrapped: "wrapped" },
  { table: "stripe_accounts", id: "practice_id", ring: "key_ring", wrapped: "key_wrapped" },
  { table: "calendar_connections", id: "id", ring: "key_ring", wrapped: "key_wrapped" },
  { table: "calendars", id: "id", ring: "key_ring", wrapped: "key_wrapped" },
  { table: "imports", id: "id", ring: "key_ring", wrapped: "key_wrapped" },
  { table: "sick_days", id: "id", ring: "key_ring", wrapped: "key_wrapped" },
] as const;

/** Which ring keys wrap how many data keys, everywhere. */
export async function keysInUse({ db }: House): Promise<{ ring: string; count: number; tables: string[] }[]> {
  const each = wrappedKeys.map(
    ({ table, ring }) =>
      sql`select ${sql.raw(ring)} as ring, ${table}::text as "table", count(*)::int as n from ${sql.identifier(table)}
        where ${sql.raw(ring)} is not null group by 1`,
  );
  const { rows } = await db.execute<{ ring: string; count: number; tables: string[] }>(
    sql`select ring, sum(n)::int as count, array_agg("table" order by "table") as tables
      from (${sql.join(each, sql` union all `)}) as used group by ring order by ring`,
  );
  return rows;
}

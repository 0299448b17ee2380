import { sql } from "drizzle-orm";
import { linkDays } from "#app/domain/bookings/rules.ts";
import type { House } from "#app/domain/ctx.ts";

/**
 * Every place where a row names the key of SESSION_SECRET that its token is made with, and which of its rows still count.
 * A test finds all columns of that kind in the catalogue and fails when one is missing.
 */
export const secretLinks = [
  {
    table: "manage_links",
    ring: "ring",
    counts: sql`ended_at is null and exists (select from bookings b join appointments a on a.id = b.appointment_id
      where b.id = manage_links.booking_id and a.ends_at > now.at - make_interval(days => ${linkDays}))`,
  },
  { table: "debt_links", ring: "ring", counts: sql`created_at > now.at - interval '180 days'` },
  { table: "waits", ring: "link_ring", counts: sql`status = 'waiting'` },
  { table: "unsubscribe_links", ring: "ring", counts: sql`true` },
  { table: "sign_in_links", ring: "ring", counts: sql`used_at is null and expires_at > now.at` },
  {
    table: "email_changes",
    ring: "ring",
    counts: sql`ended_at is null and expires_at > now.at`,
  },
  { table: "calendar_feeds", ring: "ring", counts: sql`ended_at is null` },
  { table: "calendars", ring: "channel_ring", counts: sql`channel_until > now.at` },
] as const;

/** The keys of SESSION_SECRET that tokens in use are made with and that are not there, each with the tables that need it. */
export async function missingSecrets(house: House): Promise<{ ring: string; tables: string[] }[]> {
  const each = secretLinks.map(
    ({ table, ring, counts }) =>
      sql`select ${sql.raw(ring)} as ring, ${table}::text as "table" from ${sql.identifier(table)}, now where ${counts} group by 1`,
  );
  const { rows } = await house.db.execute<{ ring: string; tables: string[] }>(
    sql`with now as (select ${house.now().toISOString()}::timestamptz as at)
      select ring, array_agg("table" order by "table") as tables
      from (${sql.join(each, sql` union all `)}) as used group by ring order by ring`,
  );
  return rows.filter(({ ring }) => !isThere(house, ring));
}

function isThere({ vault }: House, ring: string): boolean {
  try {
    vault.token("doctor", "", 0, ring);
    return true;
  } catch {
    return false;
  }
}

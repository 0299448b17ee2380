import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#app/domain/ctx.ts";

/**
 * Every table whose rows are one client's and may be what an event is about, but for those behind a wall of their own. A
 * test compares it with the catalogue.
 */
export const tablesOfClients = [
  "bookings",
  "care_relationships",
  "participants",
  "series",
  "waits",
  "whereabouts",
  "payments",
  "refunds",
  "disputes",
  "client_rates",
  "ledger_entries",
  "write_offs",
  "papers",
  "consents",
  "card_consents",
  "threads",
  "files",
  "content_shares",
  "content_seen",
  "forms_asked",
  "form_alerts",
  "notes",
  "broken_glass",
  "erasure_requests",
] as const;

/** Whose each of these subjects is: the client's id by the subject's. What is nobody's is left out. */
export async function clientsBehind(ctx: Ctx, subjectIds: readonly string[]): Promise<Map<string, string>> {
  if (subjectIds.length === 0) return new Map();
  const ids = sql`any(${sql.param([...new Set(subjectIds)])}::uuid[])`;
  const { rows } = await ctx.db.execute<{ id: string; client: string }>(
    sql`select id, id as client from clients where practice_id = ${ctx.practiceId} and id = ${ids}
      union all ${everyTable((table) => sql`select id, client_id from ${table} where practice_id = ${ctx.practiceId} and id = ${ids} and client_id is not null`)}`,
  );
  return new Map(rows.map(({ id, client }) => [id, client]));
}

/** The ids of everything that is one client's, the client first, as a subquery. */
export function subjectsOf(practiceId: string, clientId: string): SQL {
  return sql`(select ${clientId}::uuid union all ${everyTable(
    (table) => sql`select id from ${table} where practice_id = ${practiceId} and client_id = ${clientId}`,
  )})`;
}

function everyTable(ask: (table: SQL) => SQL): SQL {
  return sql.join(
    tablesOfClients.map((table) => ask(sql.raw(`"${table}"`))),
    sql` union all `,
  );
}

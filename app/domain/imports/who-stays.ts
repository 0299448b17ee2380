import { type SQL, sql } from "drizzle-orm";
import { type Referrer, referrersOf } from "#app/db/referrers.ts";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Why somebody an import added stays when it is taken back: something of their own stands on them by now. */
export type Reason = "sessions" | "changed";

export type Staying = {
  /** Clients the import added. */
  clients: Map<string, Reason>;
  /** Relationships it added for who was here already. */
  relationships: Set<string>;
};

/** The tables in which an import writes itself, so that a row there is nothing of a client's own. */
const ours = new Set(["participants", "care_relationships", "client_keys", "import_rows"]);

/**
 * Who of an import stays: of whom another row in the house speaks (Postgres is asked which could), or of whom anything was
 * recorded since that the import did not do. To have been looked at is nothing.
 */
export async function whoStays(
  ctx: Ctx,
  { id: importId, confirmedAt }: { id: string; confirmedAt: Date | null },
): Promise<Staying> {
  const toClients = await referrersOf(ctx.db, clients);
  const toPeople = await referrersOf(ctx.db, participants);
  const toCares = await referrersOf(ctx.db, careRelationships);
  const since = confirmedAt ?? ctx.now();
  const others = (all: Referrer[]) => all.filter(({ table }) => !ours.has(table));
  // Gathered once: fifty thousand rows are met with what little happened since, not each with the whole log.
  const sinceThen = sql`happened as materialized (select distinct e.subject_id as id from events e
    where e.practice_id = ${ctx.practiceId} and e.at >= ${since}
      and e.name not in ('client.viewed', 'client.seen_as') and e.detail->>'import' is distinct from ${importId})`;
  const happened = (subject: SQL) => sql`${subject} in (select id from happened)`;

  const { rows } = await ctx.db.execute<{ id: string; why: Reason }>(sql`
    with ${sinceThen}, mine as (select client_id as id from import_rows
      where import_id = ${importId} and practice_id = ${ctx.practiceId} and outcome = 'new' and client_id is not null),
    people as (select p.id, p.user_id, p.client_id from participants p join mine on mine.id = p.client_id),
    cares as (select c.id, c.client_id from care_relationships c join mine on mine.id = c.client_id)
    select id, max(why) as why
    from (
      ${union([
        ...others(toClients).map((to) => pointing(to, sql`mine`, sql`it.id`)),
        ...others(toPeople).map((to) => pointing(to, sql`people`, sql`it.client_id`)),
        ...others(toCares).map((to) => pointing(to, sql`cares`, sql`it.client_id`)),
        sql`select id, 'changed' as why from mine where ${happened(sql`mine.id`)}`,
        sql`select client_id, 'changed' from people where ${happened(sql`people.id`)}`,
        sql`select client_id, 'changed' from people where user_id is not null and ${happened(sql`people.user_id`)}`,
        sql`select client_id, 'changed' from cares where ${happened(sql`cares.id`)}`,
      ])}
    ) as found(id, why) group by id`);

  const kept = await ctx.db.execute<{ id: string }>(sql`
    with ${sinceThen}, cares as (select c.id, c.client_id, c.therapist_id from import_rows r
      join care_relationships c on c.id = r.care_relationship_id
      where r.import_id = ${importId} and r.practice_id = ${ctx.practiceId} and r.outcome = 'matched')
    ${union([
      sql`select id from cares where ${happened(sql`cares.id`)}`,
      ...others(toCares).map((to) => sql`select id from cares it where ${isPointedTo(to, sql`it.id`)}`),
      ...others(toClients)
        .filter(({ hasTherapist }) => hasTherapist)
        .map(
          (to) => sql`select id from cares it where exists (select from ${sql.raw(to.table)} other
          where other.${sql.raw(to.column)} = it.client_id and other.therapist_id = it.therapist_id)`,
        ),
    ])}`);
  return {
    clients: new Map(rows.map(({ id, why }) => [id, why])),
    relationships: new Set(kept.rows.map(({ id }) => id)),
  };
}

function pointing(to: Referrer, it: SQL, client: SQL): SQL {
  const why = to.table === "bookings" ? sql`'sessions'` : sql`'changed'`;
  return sql`select ${client}, ${why} from ${it} it where ${isPointedTo(to, sql`it.id`)}`;
}

function isPointedTo({ table, column }: Referrer, id: SQL): SQL {
  return sql`exists (select from ${sql.raw(table)} other where other.${sql.raw(column)} = ${id})`;
}

function union(parts: SQL[]): SQL {
  return sql.join(parts, sql` union all `);
}

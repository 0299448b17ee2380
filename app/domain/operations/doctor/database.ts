import { sql } from "drizzle-orm";
import type { House } from "#app/domain/ctx.ts";
import { broken, ok, type Verdict } from "./verdict.ts";

const oldestVersion = 15;

/** Postgres answers and is new enough. */
export async function database({ db }: House): Promise<Verdict> {
  const { rows } = await db.execute<{ version: number }>(
    sql`select current_setting('server_version_num')::int as version`,
  );
  const version = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (version < oldestVersion)
    return broken(`This is Postgres ${version}; ${oldestVersion} or newer is needed`);
  return ok(`Postgres ${version} answers`);
}

/** Our role cannot look over the walls: a superuser, or one with BYPASSRLS, reads every private row (decisions, 25). */
export async function role({ db }: House): Promise<Verdict> {
  const { rows } = await db.execute<{ name: string; isSuper: boolean; bypasses: boolean }>(sql`
    select rolname as name, rolsuper as "isSuper", rolbypassrls as bypasses from pg_roles where rolname = current_user`);
  const [found] = rows;
  if (!found) return broken("Our own role is not listed in pg_roles");
  if (found.isSuper)
    return broken(`The role ${found.name} is a superuser; use one that only owns its database`);
  if (found.bypasses)
    return broken(`The role ${found.name} bypasses row-level security; ALTER ROLE ${found.name} NOBYPASSRLS`);
  return ok(`${found.name} is no superuser and cannot pass row-level security by`);
}

/** The extension that the promise "a therapist's time is given once" stands on. */
export async function extension({ db }: House): Promise<Verdict> {
  const { rows } = await db.execute(sql`select from pg_extension where extname = 'btree_gist'`);
  return rows.length > 0
    ? ok("btree_gist is installed")
    : broken("btree_gist is missing; run: CREATE EXTENSION btree_gist");
}

/** The walls around private words hold against the owner of the tables too: every table that seals a client's words has one. */
export async function walls({ db }: House): Promise<Verdict> {
  const { rows } = await db.execute<{ name: string; isWalled: boolean }>(sql`
    select relname as name, relrowsecurity and relforcerowsecurity
      and exists (select from pg_policy where polrelid = c.oid) as "isWalled"
    from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and (relrowsecurity or (
      exists (select from pg_attribute where attrelid = c.oid and attname = 'sealed')
      and exists (select from pg_attribute where attrelid = c.oid and attname = 'client_id')))
    order by relname`);
  const open = rows.filter(({ isWalled }) => !isWalled).map(({ name }) => name);
  return open.length > 0
    ? broken(`Row-level security is not forced on ${open.join(", ")}`)
    : ok(`Forced on ${rows.map(({ name }) => name).join(", ")}`);
}

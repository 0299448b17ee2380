import type { Pool } from "pg";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { DAY, MINUTE } from "#app/values/zoned.ts";
import type { Inside } from "./ctx.ts";

/** So many therapists that nobody waits for another's, and the times at which each of them is free. */
export type Crowd = { therapists: { id: string; slug: string }[]; starts: number[] };

const copies = 200;

/** Make `copies` of Maren, and find the times at which all of them are free. */
export async function gatherCrowd(inside: Inside): Promise<Crowd> {
  await copyTherapists(inside);
  const { ctx, maren, database } = inside;
  const { rows: therapists } = await database.pool.query(
    "select id, slug from therapists where slug like 'bench-%' order by slug",
  );
  const now = ctx.now().getTime();
  const asked = { therapistId: therapists[0].id, typeSlug: "discovery", visitorZone: maren.zone };
  const found = await openingsBetween(ctx, { ...asked, from: now, to: now + 60 * DAY });
  const starts = (found?.openings ?? []).map(({ startsAt }) => startsAt);
  return { therapists, starts: apart(starts, 40 * MINUTE) };
}

/** Each copy has Maren's hours and offers what she offers, with an empty diary and no limit to a day. */
export async function copyTherapists({ maren, database: { pool } }: Inside): Promise<void> {
  await pool.query(
    `insert into therapists select (jsonb_populate_record(null::therapists, to_jsonb(t) ||
       jsonb_build_object('id', gen_random_uuid(), 'slug', 'bench-' || n, 'per_day_cap', null))).*
     from therapists t, generate_series(1, ${copies}) n where t.id = $1 on conflict do nothing`,
    [maren.id],
  );
  await copyRows(pool, "offers", maren.id, "'{}'");
  await copyRows(pool, "weekly_hours", maren.id, "jsonb_build_object('id', gen_random_uuid())");
  await pool.query("analyze");
}

function copyRows(pool: Pool, table: "offers" | "weekly_hours", therapistId: string, changed: string) {
  return pool.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) ||
       jsonb_build_object('therapist_id', c.id) || ${changed}::jsonb)).*
     from ${table} t, therapists c where t.therapist_id = $1 and c.slug like 'bench-%'
       and not exists (select from ${table} had where had.therapist_id = c.id)`,
    [therapistId],
  );
}

function apart(starts: number[], distance: number): number[] {
  const kept: number[] = [];
  for (const start of starts) if (start - (kept.at(-1) ?? -Infinity) >= distance) kept.push(start);
  return kept;
}

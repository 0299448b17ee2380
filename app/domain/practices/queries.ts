import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { type PolicyKind, policyVersions, practices } from "#app/db/schema/practices.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";

export type Practice = typeof practices.$inferSelect;

/** The practice whose site stands at `/`, or null before one was opened. */
export async function findHome(house: House): Promise<Practice | null> {
  const [home] = await prepared(house.db, "home_practice", (db, name) =>
    db.select().from(practices).where(eq(practices.isHome, true)).prepare(name),
  ).execute();
  return home ?? null;
}

/** The practice we are in. */
export async function ownPractice(ctx: Ctx): Promise<Practice> {
  const [practice] = await prepared(ctx.db, "own_practice", byId).execute({ id: ctx.practiceId });
  if (!practice) throw new Error(`There is no practice ${ctx.practiceId}`);
  return practice;
}

function byId(db: Db, name: string) {
  return db
    .select()
    .from(practices)
    .where(eq(practices.id, sql.placeholder("id")))
    .prepare(name);
}

type PolicyVersion = typeof policyVersions.$inferSelect;

/** The policy of a kind in force now, or null. */
export async function currentPolicy(ctx: Ctx, kind: PolicyKind): Promise<PolicyVersion | null> {
  const [policy] = await ctx.db
    .select()
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.practiceId, ctx.practiceId),
        eq(policyVersions.kind, kind),
        lte(policyVersions.effectiveAt, ctx.now()),
      ),
    )
    .orderBy(desc(policyVersions.effectiveAt), desc(policyVersions.id))
    .limit(1);
  return policy ?? null;
}

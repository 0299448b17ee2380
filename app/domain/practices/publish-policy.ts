import { and, eq } from "drizzle-orm";
import { type PolicyKind, policyVersions, practices } from "#app/db/schema/practices.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { dayOf } from "#app/values/zoned.ts";
import { mayChangePractice } from "./change.ts";
import { currentPolicy } from "./queries.ts";

export type PolicyRefusal = "same_words" | "changed_meanwhile";

/**
 * Publish a text people may hold the practice to, in force from now on. What was agreed to before stays what it was: a
 * change is a new version, named by its date. Null when the member may not. Refuses: same_words, and changed_meanwhile
 * when `instead` (a version, null for none) is no longer the one in force.
 */
export function publishPolicy(
  ctx: MemberCtx,
  policy: { kind: PolicyKind; body: string; instead: string | null },
): Promise<Result<{ version: string }, PolicyRefusal> | null> {
  const { kind, body, instead } = policy;
  return inTransaction(ctx, async (ctx) => {
    if (!mayChangePractice(ctx)) return null;
    const { practiceId } = ctx;
    // Two who publish at once take turns.
    const [practice] = await ctx.db
      .select({ zone: practices.zone })
      .from(practices)
      .where(eq(practices.id, practiceId))
      .for("no key update");
    if (!practice) throw new Error(`There is no practice ${practiceId}`);
    const current = await currentPolicy(ctx, kind);
    if ((current?.version ?? null) !== instead) return refused("changed_meanwhile");
    if (current?.body === body) return refused("same_words");

    const known = await ctx.db
      .select({ version: policyVersions.version })
      .from(policyVersions)
      .where(and(eq(policyVersions.practiceId, practiceId), eq(policyVersions.kind, kind)));
    const at = ctx.now();
    const id = newId();
    const version = nextVersion(
      dayOf(practice.zone, at),
      known.map((row) => row.version),
    );
    await ctx.db.insert(policyVersions).values({ id, practiceId, kind, version, body, effectiveAt: at });
    await record(ctx, "policy.published", { id }, { kind, version });
    return done({ version });
  });
}

/** A version is named by its date; a second of one day by the date and a number. */
function nextVersion(date: string, known: readonly string[]): string {
  let version = date;
  for (let number = 2; known.includes(version); number += 1) version = `${date}, no. ${number}`;
  return version;
}

import { and, desc, eq } from "drizzle-orm";
import { erasures } from "#app/db/schema/operations.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { namesOf } from "#app/domain/identity/names.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { readErasureWords } from "./erasure-words.ts";

/** Whether a client is on the list of those who are erased. */
export async function isErased(ctx: Ctx, clientId: string): Promise<boolean> {
  const [erased] = await ctx.db
    .select({ id: erasures.id })
    .from(erasures)
    .where(and(eq(erasures.practiceId, ctx.practiceId), eq(erasures.erasedId, clientId)))
    .limit(1);
  return erased !== undefined;
}

export type Erased = { id: string; at: Date; by: string | null; reason: string | null };

/** Whom the practice erased, the latest first, at most fifty: when, by whom and why before its time; never who it was. */
export async function erasedHere(ctx: MemberCtx): Promise<Erased[]> {
  if (reachOf(ctx.actor, "erasures.see") !== "practice") return [];
  const found = await ctx.db
    .select({ id: erasures.id, at: erasures.erasedAt, by: erasures.erasedBy })
    .from(erasures)
    .where(eq(erasures.practiceId, ctx.practiceId))
    .orderBy(desc(erasures.erasedAt), desc(erasures.id))
    .limit(50);
  const userOf = (signature: string) => signature.replace(/^member:/, "");
  const names = await namesOf(
    ctx,
    found.flatMap(({ by }) => (by.startsWith("member:") ? [userOf(by)] : [])),
  );
  const ids = found.map(({ id }) => id);
  const mayRead = reachOf(ctx.actor, "client.erase") === "practice";
  const reasons = mayRead ? await readErasureWords(ctx, "reason", ids) : new Map<string, string>();
  return found.map(({ id, at, by }) => ({
    ...{ id, at },
    by: names.get(userOf(by)) ?? null,
    reason: reasons.get(id) ?? null,
  }));
}

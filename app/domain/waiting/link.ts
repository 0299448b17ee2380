import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { hashOf, isToken } from "#app/values/token.ts";

const purpose = "wait";

export type Wait = typeof waits.$inferSelect;

/** The private link of a new place in line: made of its id and a ring key, so that it can be mailed again. */
export function newLink(ctx: Ctx, waitId: string): { linkHash: Buffer; linkRing: string } {
  const { token, ring } = ctx.vault.token(purpose, waitId, 0);
  return { linkHash: hashOf(token), linkRing: ring };
}

/** The token of a place in line. */
export function waitToken(
  ctx: Pick<House, "vault">,
  { id, linkRing }: Pick<Wait, "id" | "linkRing">,
): string {
  return ctx.vault.token(purpose, id, 0, linkRing).token;
}

/** The place in line a private link opens, whatever became of it, and the ctx of whoever holds it. Null for a link that never was. */
export async function openWaitLink(house: House, token: string): Promise<{ ctx: Ctx; wait: Wait } | null> {
  if (!isToken(token)) return null;
  const [wait] = await house.db
    .select()
    .from(waits)
    .where(eq(waits.linkHash, hashOf(token)));
  return wait ? { ctx: { ...house, practiceId: wait.practiceId, actor: { kind: "visitor" } }, wait } : null;
}

/** One place in line of this practice, or null. */
export async function findWait(ctx: Ctx, waitId: string): Promise<Wait | null> {
  const [wait] = await ctx.db
    .select()
    .from(waits)
    .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.id, waitId)));
  return wait ?? null;
}

import { and, eq, gt } from "drizzle-orm";
import { brokenGlass, glassReasons } from "#app/db/schema/clients/glass.ts";
import { clientKeys } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { isFresh } from "#app/domain/identity/rules.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { readsAnyway } from "./glass.ts";
import { sealReason } from "./glass-reasons.ts";
import { holdClient } from "./reach.ts";
import { glassLasts, whyNoReason } from "./rules.ts";

/**
 * `nothing_to_open`: they read this record anyway, or it was erased. `not_fresh`: they signed in, and showed their second
 * step, too long ago.
 */
export type GlassRefusal = "no_reason" | "too_short" | "not_fresh" | "nothing_to_open" | "open_already";

/**
 * Break the glass before a client's record: an owner who is not their therapist reads it for an hour, and writes nothing in
 * it. Why is sealed; the client's therapists are told at once. Gives until when. Null when it is not theirs to break.
 * Refuses: no_reason, too_short, not_fresh, nothing_to_open, open_already.
 */
export function breakGlass(
  ctx: MemberCtx,
  session: Pick<SignedIn, "signedInAt">,
  { clientId, reason }: { clientId: string; reason: string },
): Promise<Result<{ until: Date }, GlassRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const client = await holdClient(ctx, "glass.break", clientId);
    if (!client) return null;
    const now = ctx.now();
    const why = whyNoReason(reason) ?? (await whyNotOpen(ctx, clientId));
    if (why) return refused(why);
    if (!isFresh(session, now.getTime())) return refused("not_fresh");
    const { practiceId } = ctx;
    const { userId, memberId } = ctx.actor;
    const id = newId();
    const until = new Date(now.getTime() + glassLasts);
    await ctx.db
      .insert(brokenGlass)
      .values({ id, practiceId, clientId, memberId, userId, brokenAt: now, until });
    await privately(ctx, clientId, async (ctx) => {
      const sealed = await sealReason(ctx, { clientId, glassId: id }, reason.trim());
      await ctx.db.insert(glassReasons).values({ glassId: id, practiceId, clientId, sealed });
    });
    await record(ctx, "glass.broken", { id, sequence: 1 }, { client: clientId });
    return done({ until });
  });
}

async function whyNotOpen(ctx: MemberCtx, clientId: string): Promise<GlassRefusal | null> {
  const [open] = await ctx.db.select({ id: brokenGlass.id }).from(brokenGlass).where(isOpenTo(ctx, clientId));
  if (open) return "open_already";
  const [key] = await ctx.db
    .select({ id: clientKeys.clientId })
    .from(clientKeys)
    .where(and(eq(clientKeys.practiceId, ctx.practiceId), eq(clientKeys.clientId, clientId)));
  return !key || (await readsAnyway(ctx, clientId)) ? "nothing_to_open" : null;
}

/** Shut again before its hour is over what a member opened. Says whether it was open. */
export function closeGlass(ctx: MemberCtx, clientId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const shut = await ctx.db
      .update(brokenGlass)
      .set({ until: ctx.now() })
      .where(isOpenTo(ctx, clientId))
      .returning({ id: brokenGlass.id });
    for (const { id } of shut) await record(ctx, "glass.closed", { id }, { client: clientId });
    return shut.length > 0;
  });
}

function isOpenTo(ctx: MemberCtx, clientId: string) {
  return and(
    eq(brokenGlass.practiceId, ctx.practiceId),
    eq(brokenGlass.clientId, clientId),
    eq(brokenGlass.memberId, ctx.actor.memberId),
    gt(brokenGlass.until, ctx.now()),
  );
}

import { and, eq, inArray } from "drizzle-orm";
import { promoCodeScopes, promoCodes } from "#app/db/schema/codes.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { brokenConstraint } from "#app/db/violations.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isId, newId } from "#app/values/ids.ts";
import { done, type Refused, type Result, refused } from "#app/values/result.ts";
import { type Code, type DraftRefusal, draftRefusal, type LimitRefusal, limitRefusal } from "./rules.ts";
import { countUses, mostUsesOfOne } from "./uses.ts";

/** What a member says of a code. Whether it is switched on is a press of its own. */
export type Draft = Omit<Code, "isActive"> & { code: string; label: string };

export type MakeRefusal = DraftRefusal | "name_taken" | "unknown_scope";
export type ChangeRefusal = MakeRefusal | LimitRefusal;

/**
 * Make a new code, switched on. Null when the member may not. Refuses: name_taken (told apart without regard to case),
 * unknown_scope (not of this practice), and what contradicts itself.
 */
export function makeCode(
  ctx: MemberCtx,
  draft: Draft,
): Promise<Result<{ codeId: string }, MakeRefusal> | null> {
  return inTransaction<MemberCtx, Result<{ codeId: string }, MakeRefusal> | null>(ctx, async (ctx) => {
    if (!mayChangeCodes(ctx)) return null;
    const refusal = await whyNot(ctx, draft);
    if (refusal) return refused(refusal);
    const id = newId();
    const { practiceId } = ctx;
    const at = ctx.now();
    await ctx.db
      .insert(promoCodes)
      .values({ ...columnsOf(draft), id, practiceId, isActive: true, createdAt: at, changedAt: at });
    await scope(ctx, id, draft);
    await record(ctx, "code.made", { id });
    return done({ codeId: id });
  }).catch(nameTaken);
}

/**
 * Change a code for what is booked from now on: bookings keep what it took off. Null when there is no such code for this
 * member. Refuses as `makeCode` does, and below_uses and below_own_uses: no limit falls under what was used already.
 */
export function changeCode(
  ctx: MemberCtx,
  id: string,
  draft: Draft,
): Promise<Result<undefined, ChangeRefusal> | null> {
  return inTransaction<MemberCtx, Result<undefined, ChangeRefusal> | null>(ctx, async (ctx) => {
    if (!mayChangeCodes(ctx) || !(await lockCode(ctx, id))) return null;
    const refusal = (await whyNot(ctx, draft)) ?? (await whyNoLimit(ctx, id, draft));
    if (refusal) return refused(refusal);
    await ctx.db
      .update(promoCodes)
      .set({ ...columnsOf(draft), changedAt: ctx.now() })
      .where(isCode(ctx, id));
    await ctx.db
      .delete(promoCodeScopes)
      .where(and(eq(promoCodeScopes.practiceId, ctx.practiceId), eq(promoCodeScopes.codeId, id)));
    await scope(ctx, id, draft);
    await record(ctx, "code.changed", { id });
    return done(undefined);
  }).catch(nameTaken);
}

/** Switch a code on or off; pressed twice it happens once. Says whether there is such a code for this member. */
export function switchCode(ctx: MemberCtx, id: string, isActive: boolean): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const code = mayChangeCodes(ctx) ? await lockCode(ctx, id) : null;
    if (!code) return false;
    if (code.isActive === isActive) return true;
    await ctx.db.update(promoCodes).set({ isActive, changedAt: ctx.now() }).where(isCode(ctx, id));
    await record(ctx, "code.switched", { id }, { on: isActive });
    return true;
  });
}

/** Whether somebody may make, change and switch the practice's codes. */
export function mayChangeCodes(ctx: Ctx): boolean {
  return may(ctx.actor, "codes.change", { practiceId: ctx.practiceId, therapistIds: [] });
}

function isCode(ctx: Ctx, id: string) {
  return and(eq(promoCodes.practiceId, ctx.practiceId), eq(promoCodes.id, id));
}

/** With the code locked nobody takes a use of it meanwhile. */
async function lockCode(ctx: Ctx, id: string) {
  if (!isId(id)) return null;
  const [code] = await ctx.db.select().from(promoCodes).where(isCode(ctx, id)).for("no key update");
  return code ?? null;
}

function columnsOf({ sessionTypeIds: _, therapistIds: __, ...columns }: Draft) {
  return columns;
}

async function whyNot(ctx: Ctx, draft: Draft): Promise<DraftRefusal | "unknown_scope" | null> {
  const refusal = draftRefusal(draft);
  if (refusal) return refusal;
  const [types, people] = [new Set(draft.sessionTypeIds), new Set(draft.therapistIds)];
  if (![...types, ...people].every(isId)) return "unknown_scope";
  const { practiceId } = ctx;
  const ownTypes = await ctx.db
    .select({ id: sessionTypes.id })
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, practiceId), inArray(sessionTypes.id, [...types])));
  const ownPeople = await ctx.db
    .select({ id: therapists.id })
    .from(therapists)
    .where(and(eq(therapists.practiceId, practiceId), inArray(therapists.id, [...people])));
  return ownTypes.length === types.size && ownPeople.length === people.size ? null : "unknown_scope";
}

async function whyNoLimit(ctx: Ctx, id: string, draft: Draft): Promise<LimitRefusal | null> {
  const { all } = await countUses(ctx, id, null);
  return limitRefusal(draft, { all, mostOfOne: await mostUsesOfOne(ctx, id) });
}

async function scope(ctx: Ctx, codeId: string, { sessionTypeIds, therapistIds }: Draft): Promise<void> {
  const { practiceId } = ctx;
  const rows = [
    ...[...new Set(sessionTypeIds)].map((sessionTypeId) => ({ practiceId, codeId, sessionTypeId })),
    ...[...new Set(therapistIds)].map((therapistId) => ({ practiceId, codeId, therapistId })),
  ];
  if (rows.length > 0)
    await ctx.db.insert(promoCodeScopes).values(rows.map((row) => ({ id: newId(), ...row })));
}

function nameTaken(error: unknown): Refused<"name_taken"> {
  if (brokenConstraint(error) === "promo_codes_one_of_a_name") return refused("name_taken");
  throw error;
}

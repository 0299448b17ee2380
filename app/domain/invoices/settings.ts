import { and, asc, eq, isNull } from "drizzle-orm";
import { paperSettings, taxRules } from "#app/db/schema/invoices.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { keepCode } from "#app/domain/session-types/keep-code.ts";
import { keepNpi } from "#app/domain/therapists/keep-npi.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { TaxRule } from "./rules.ts";

export type PaperSettings = Omit<typeof paperSettings.$inferSelect, "practiceId" | "changedAt">;

const usual: PaperSettings = {
  kind: "payment_record",
  legalName: null,
  legalNumber: null,
  npi: null,
  note: null,
  areMailed: true,
};

/** How the practice's papers look; a payment record where nobody chose. */
export async function settingsOf(ctx: Ctx): Promise<PaperSettings> {
  const [found] = await ctx.db
    .select()
    .from(paperSettings)
    .where(eq(paperSettings.practiceId, ctx.practiceId));
  if (!found) return usual;
  const { practiceId: _, changedAt: __, ...settings } = found;
  return settings;
}

/** What insurers in the US want on a paper besides: numbers by therapist, and codes by session type. */
export type Superbill = {
  npis: { therapistId: string; npi: string | null }[];
  codes: { sessionTypeId: string; code: string | null }[];
};

/** Keep how papers look from the next one on, and what a superbill says. Says whether the member may. */
export function keepSettings(
  ctx: MemberCtx,
  settings: PaperSettings,
  { npis, codes }: Superbill = { npis: [], codes: [] },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChange(ctx)) return false;
    for (const { therapistId, npi } of npis) await keepNpi(ctx, therapistId, npi);
    for (const { sessionTypeId, code } of codes) await keepCode(ctx, sessionTypeId, code);
    const row = { ...settings, changedAt: ctx.now() };
    await ctx.db
      .insert(paperSettings)
      .values({ practiceId: ctx.practiceId, ...row })
      .onConflictDoUpdate({ target: paperSettings.practiceId, set: row });
    await record(ctx, "papers.changed", { id: ctx.practiceId });
    return true;
  });
}

/** The practice's tax rules, in the order they were made. */
export function taxRulesOf(ctx: Ctx): Promise<(typeof taxRules.$inferSelect)[]> {
  return ctx.db
    .select()
    .from(taxRules)
    .where(eq(taxRules.practiceId, ctx.practiceId))
    .orderBy(asc(taxRules.id));
}

/**
 * Keep how sessions are taxed from the next paper on, in place of the rule for the same therapist and type. Null when the
 * member may not. Refuses: not_here for a therapist or type of another practice; no_reason; no_rate (1 to 10000).
 */
export function keepTaxRule(
  ctx: MemberCtx,
  rule: TaxRule,
): Promise<Result<undefined, "not_here" | "no_reason" | "no_rate"> | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChange(ctx)) return null;
    if (!(await isHere(ctx, rule))) return refused("not_here");
    const { therapistId, sessionTypeId, treatment } = rule;
    const rate = treatment === "rate" ? rule.rate : null;
    const reason = rule.reason?.trim() || null;
    if (treatment === "exempt" && !reason) return refused("no_reason");
    if (treatment === "rate" && !(rate !== null && rate >= 1 && rate <= 10_000)) return refused("no_rate");
    await ctx.db
      .insert(taxRules)
      .values({ practiceId: ctx.practiceId, therapistId, sessionTypeId, treatment, rate, reason })
      .onConflictDoUpdate({
        target: [taxRules.practiceId, taxRules.therapistId, taxRules.sessionTypeId],
        set: { treatment, rate, reason },
      });
    await record(ctx, "papers.changed", { id: ctx.practiceId });
    return done(undefined);
  });
}

/** Drop the rule for a therapist and type, so that the next nearest holds. Says whether the member may. */
export function dropTaxRule(
  ctx: MemberCtx,
  { therapistId, sessionTypeId }: Pick<TaxRule, "therapistId" | "sessionTypeId">,
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayChange(ctx)) return false;
    await ctx.db
      .delete(taxRules)
      .where(
        and(
          eq(taxRules.practiceId, ctx.practiceId),
          therapistId === null ? isNull(taxRules.therapistId) : eq(taxRules.therapistId, therapistId),
          sessionTypeId === null ? isNull(taxRules.sessionTypeId) : eq(taxRules.sessionTypeId, sessionTypeId),
        ),
      );
    await record(ctx, "papers.changed", { id: ctx.practiceId });
    return true;
  });
}

async function isHere(ctx: Ctx, rule: Pick<TaxRule, "therapistId" | "sessionTypeId">): Promise<boolean> {
  for (const [table, id] of [
    [therapists, rule.therapistId],
    [sessionTypes, rule.sessionTypeId],
  ] as const) {
    if (id === null) continue;
    if (!isId(id)) return false;
    const [found] = await ctx.db
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.practiceId, ctx.practiceId), eq(table.id, id)));
    if (!found) return false;
  }
  return true;
}

function mayChange(ctx: MemberCtx): boolean {
  return may(ctx.actor, "practice.change", { practiceId: ctx.practiceId, therapistIds: [] });
}

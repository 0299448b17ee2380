import { and, asc, desc, eq, inArray, isNull, lte } from "drizzle-orm";
import { type ConsentPurpose, consents } from "#app/db/schema/clients/consents.ts";
import { policyVersions } from "#app/db/schema/practices.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Keep which privacy and terms somebody accepted, in the versions in force now. */
export async function acceptPolicies(
  ctx: Ctx,
  { clientId, givenBy, language }: { clientId: string; givenBy: string; language: string },
) {
  const inForce = await ctx.db
    .selectDistinctOn([policyVersions.kind], { id: policyVersions.id, kind: policyVersions.kind })
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.practiceId, ctx.practiceId),
        inArray(policyVersions.kind, ["privacy", "terms"]),
        lte(policyVersions.effectiveAt, ctx.now()),
      ),
    )
    .orderBy(policyVersions.kind, desc(policyVersions.effectiveAt));
  if (inForce.length === 0) return;
  await ctx.db.insert(consents).values(
    inForce.map(({ id, kind }) => ({
      practiceId: ctx.practiceId,
      clientId,
      purpose: kind === "privacy" ? ("privacy" as const) : ("terms" as const),
      policyVersionId: id,
      language,
      givenBy,
      givenAt: ctx.now(),
    })),
  );
}

type Given = {
  clientId: string;
  askedId: string;
  purpose: string;
  formVersionId: string;
  formPart: string;
  forParticipantId: string;
  language: string;
  givenBy: string;
};

/** Keep what somebody agreed to on a form: which part of which version, for whom, in which language and when. */
export async function giveConsents(ctx: Ctx, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return;
  const { practiceId } = ctx;
  await ctx.db
    .insert(consents)
    .values(
      given.map((one) => ({ ...one, practiceId, purpose: purposeOf(one.purpose), givenAt: ctx.now() })),
    );
}

function purposeOf(purpose: string): ConsentPurpose {
  return purpose === "treatment" || purpose === "telehealth" ? purpose : "other";
}

/** What was agreed to on a form. */
export function consentsOn(ctx: Ctx, askedId: string) {
  return ctx.db
    .select()
    .from(consents)
    .where(and(eq(consents.practiceId, ctx.practiceId), eq(consents.askedId, askedId)))
    .orderBy(asc(consents.givenAt), asc(consents.id));
}

/**
 * Take back what was agreed to on a form, by whoever gave it or on paper by the practice's hand. That it was given stays.
 * Call it with a form within reach. Says whether anything was there to take back.
 */
export async function withdrawConsents(
  ctx: Ctx,
  { askedId, how }: { askedId: string; how: "own" | "paper" },
) {
  const taken = await ctx.db
    .update(consents)
    .set({ withdrawnAt: ctx.now() })
    .where(
      and(
        eq(consents.practiceId, ctx.practiceId),
        eq(consents.askedId, askedId),
        isNull(consents.withdrawnAt),
      ),
    )
    .returning({ id: consents.id });
  if (taken.length > 0) await record(ctx, "consent.withdrawn", { id: askedId }, { how });
  return taken.length > 0;
}

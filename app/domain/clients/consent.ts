import { and, desc, eq, inArray, lte } from "drizzle-orm";
import { consents } from "#app/db/schema/clients/consents.ts";
import { policyVersions } from "#app/db/schema/practices.ts";
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

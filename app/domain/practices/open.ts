import { members, type PolicyKind, policyVersions, practices, type Role } from "#app/db/schema/practices.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { knowByAddress } from "#app/domain/identity/know.ts";
import { newId } from "#app/values/ids.ts";

export type NewPractice = Omit<typeof practices.$inferInsert, "id" | "createdAt" | "changedAt">;
export type Policy = { kind: PolicyKind; version: string; body: string };

/** Open a practice with the policies it begins with. */
export async function openPractice(house: House, practice: NewPractice, policies: Policy[]): Promise<Ctx> {
  const ctx: Ctx = { ...house, practiceId: newId() };
  await inTransaction(ctx, async (ctx) => {
    const at = ctx.now();
    // The keys in the environment are the first practice's (decisions, 21).
    const stripeFromEnv = practice.stripeFromEnv ?? practice.isHome ?? false;
    await ctx.db
      .insert(practices)
      .values({ ...practice, stripeFromEnv, id: ctx.practiceId, createdAt: at, changedAt: at });
    await ctx.db
      .insert(policyVersions)
      .values(policies.map((policy) => ({ ...policy, practiceId: ctx.practiceId, effectiveAt: at })));
    await record(ctx, "practice.opened", { id: ctx.practiceId });
  });
  return ctx;
}

export type NewMember = {
  email: string;
  name: string;
  roles: Role[];
  intake?: boolean;
  clinicalLead?: boolean;
};

/** Take a person into the practice, by their address. */
export function takeOn(
  ctx: Ctx,
  { email, name, ...member }: NewMember,
): Promise<{ memberId: string; userId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const { userId } = await knowByAddress(ctx, { email, name });
    const memberId = newId();
    await ctx.db
      .insert(members)
      .values({ id: memberId, practiceId: ctx.practiceId, userId, ...member, createdAt: ctx.now() });
    return { memberId, userId };
  });
}

import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { issueCreditNote, issuePaper } from "./issue.ts";

/** Give a payment its paper, once it was recorded. */
export async function followPayment(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  await issuePaper(ctx, subjectId);
}

/** Give money that went back its credit note. */
export async function followRefund(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  await issueCreditNote(ctx, subjectId);
}

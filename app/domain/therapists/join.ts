import { licences, therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

type Row = typeof therapists.$inferInsert;
export type NewTherapist = Omit<Row, "id" | "practiceId" | "createdAt" | "changedAt">;
export type NewLicence = { region: string; number: string; expiresOn?: string };

/** Give a member a clinical profile, with the licences they hold. */
export function join(
  ctx: Ctx,
  therapist: NewTherapist,
  held: NewLicence[] = [],
): Promise<{ therapistId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const therapistId = newId();
    const at = ctx.now();
    const { practiceId } = ctx;
    await ctx.db
      .insert(therapists)
      .values({ ...therapist, id: therapistId, practiceId, createdAt: at, changedAt: at });
    if (held.length > 0)
      await ctx.db.insert(licences).values(held.map((licence) => ({ ...licence, practiceId, therapistId })));
    await record(ctx, "therapist.joined", { id: therapistId });
    return { therapistId };
  });
}

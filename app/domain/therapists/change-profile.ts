import { and, eq } from "drizzle-orm";
import { licences, therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import type { NewLicence } from "./join.ts";
import { type Therapist, therapistWithin } from "./queries.ts";

/** What can be said anew about a therapist; the slug stays, because addresses people kept are made of it. */
export type Profile = Pick<
  Therapist,
  | "name"
  | "firstName"
  | "title"
  | "headline"
  | "bio"
  | "specialties"
  | "languages"
  | "zone"
  | "roomUrl"
  | "isPublished"
  | "marksByItself"
>;

/** Change a therapist's profile and the licences they hold. Says whether there was one for this member to change. */
export function changeProfile(
  ctx: MemberCtx,
  therapistId: string,
  profile: Profile,
  held: NewLicence[],
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await therapistWithin(ctx, "profile.change", therapistId, { locked: true }))) return false;
    const { practiceId } = ctx;
    await ctx.db
      .update(therapists)
      .set({ ...profile, changedAt: ctx.now() })
      .where(and(eq(therapists.practiceId, practiceId), eq(therapists.id, therapistId)));
    await ctx.db
      .delete(licences)
      .where(and(eq(licences.practiceId, practiceId), eq(licences.therapistId, therapistId)));
    const rows = held.map((licence) => ({ ...licence, practiceId, therapistId }));
    if (rows.length > 0) await ctx.db.insert(licences).values(rows);
    await record(ctx, "therapist.changed", { id: therapistId });
    return true;
  });
}

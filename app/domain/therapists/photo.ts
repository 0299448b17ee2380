import { and, eq, inArray } from "drizzle-orm";
import { therapistPhotos, therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isSlug } from "#app/values/slug.ts";
import { hashOf } from "#app/values/token.ts";
import { therapistWithin } from "./queries.ts";

/** A picture that was cleaned already (values/picture.ts). */
export type Photo = { content: Buffer; contentType: string };

/** Give a therapist a face, in place of the one they had. Whether that is the asker's to do has been asked. */
export async function givePhoto(
  ctx: Ctx,
  therapistId: string,
  { content, contentType }: Photo,
): Promise<void> {
  const mark = hashOf(content.toString("base64")).toString("base64url").slice(0, 22);
  const photo = { content, contentType, mark, changedAt: ctx.now() };
  await ctx.db
    .insert(therapistPhotos)
    .values({ ...photo, therapistId, practiceId: ctx.practiceId })
    .onConflictDoUpdate({ target: therapistPhotos.therapistId, set: photo });
}

/** Change the photo of a therapist, or take it away (null). Says whether there was one for this member to change. */
export function changePhoto(ctx: MemberCtx, therapistId: string, photo: Photo | null): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await therapistWithin(ctx, "profile.change", therapistId, { locked: true }))) return false;
    if (photo) await givePhoto(ctx, therapistId, photo);
    else
      await ctx.db
        .delete(therapistPhotos)
        .where(
          and(eq(therapistPhotos.practiceId, ctx.practiceId), eq(therapistPhotos.therapistId, therapistId)),
        );
    await record(ctx, "therapist.changed", { id: therapistId });
    return true;
  });
}

/** The photo of a therapist whose profile is public, or null. */
export async function publicPhoto(house: House, slug: string): Promise<(Photo & { mark: string }) | null> {
  if (!isSlug(slug)) return null;
  const [found] = await house.db
    .select({
      content: therapistPhotos.content,
      contentType: therapistPhotos.contentType,
      mark: therapistPhotos.mark,
    })
    .from(therapistPhotos)
    .innerJoin(therapists, eq(therapists.id, therapistPhotos.therapistId))
    .where(and(eq(therapists.slug, slug), therapists.isPublished));
  return found ?? null;
}

/** Which of these therapists of the practice have a photo, with its mark. */
export async function photoMarks(ctx: Ctx, therapistIds: readonly string[]): Promise<Map<string, string>> {
  if (therapistIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: therapistPhotos.therapistId, mark: therapistPhotos.mark })
    .from(therapistPhotos)
    .where(
      and(
        eq(therapistPhotos.practiceId, ctx.practiceId),
        inArray(therapistPhotos.therapistId, [...therapistIds]),
      ),
    );
  return new Map(rows.map(({ id, mark }) => [id, mark]));
}

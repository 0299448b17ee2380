import { href } from "react-router";
import type { Ctx } from "#app/domain/ctx.ts";
import { photoMarks } from "#app/domain/therapists/photo.ts";
import type { Face } from "#app/ui/portrait.tsx";

/** The face of a therapist for their own page and the first one; null without a photo. */
export async function faceOf(
  ctx: Ctx,
  { id, slug, name }: { id: string; slug: string; name: string },
): Promise<Face | null> {
  const mark = (await photoMarks(ctx, [id])).get(id);
  return mark ? { name, src: `${href("/therapists/:slug/photo", { slug })}?v=${mark}` } : null;
}

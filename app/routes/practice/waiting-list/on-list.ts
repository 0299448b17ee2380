import type { MemberCtx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { waitLine } from "#app/domain/waiting/list.ts";
import { orNotFound } from "#app/http.ts";
import { lineInWords } from "./in-words.ts";

/** Somebody in line, or who was, within reach of whoever is at work; 404 for anybody else. */
export async function onList(ctx: MemberCtx, deed: "diary.see" | "diary.change", id: string) {
  const [found, { locale }] = await Promise.all([waitLine(ctx, deed, id), ownPractice(ctx)]);
  const line = orNotFound(found);
  return {
    line,
    clock: { zone: line.zone, locale },
    page: {
      ...lineInWords(line, locale),
      status: line.wait.status,
      email: line.wait.guestEmail,
      phone: line.wait.guestPhone,
      region: line.wait.region,
      clientId: line.wait.clientId,
      bookingId: line.wait.bookingId,
      of: line.therapistSlug,
    },
  };
}

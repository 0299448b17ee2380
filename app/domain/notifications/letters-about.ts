import { and, asc, eq } from "drizzle-orm";
import { deliveries } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** The letters about something, oldest first, and what became of each. */
export function lettersAbout(ctx: Ctx, subjectId: string) {
  return ctx.db
    .select({
      id: deliveries.id,
      letter: deliveries.letter,
      recipient: deliveries.recipient,
      status: deliveries.status,
      why: deliveries.why,
      createdAt: deliveries.createdAt,
      settledAt: deliveries.settledAt,
      fate: deliveries.fate,
      fateAt: deliveries.fateAt,
    })
    .from(deliveries)
    .where(and(eq(deliveries.practiceId, ctx.practiceId), eq(deliveries.subjectId, subjectId)))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

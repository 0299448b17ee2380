import { and, asc, eq, inArray, like } from "drizzle-orm";
import { deliveries } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";

export type SentLetter = {
  id: string;
  letter: string;
  subjectId: string;
  recipient: string;
  status: "waiting" | "handing_over" | "sent" | "failed" | "unknown" | "superseded" | "withheld";
  at: Date;
};

/** The letters to a client about any of these things, in the order they were written; never one to the therapist. */
export function lettersToClient(ctx: Ctx, subjectIds: string[]): Promise<SentLetter[]> {
  if (subjectIds.length === 0) return Promise.resolve([]);
  return ctx.db
    .select({
      id: deliveries.id,
      letter: deliveries.letter,
      subjectId: deliveries.subjectId,
      recipient: deliveries.recipient,
      status: deliveries.status,
      at: deliveries.createdAt,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.practiceId, ctx.practiceId),
        inArray(deliveries.subjectId, subjectIds),
        like(deliveries.letter, "client\\_%"),
      ),
    )
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

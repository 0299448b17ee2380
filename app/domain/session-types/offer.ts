import { offers, sessionTypes } from "#app/db/schema/session-types.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

export type NewSessionType = Omit<typeof sessionTypes.$inferInsert, "id" | "practiceId" | "createdAt">;

/** Add a session type and say who offers it. */
export function offer(
  ctx: Ctx,
  sessionType: NewSessionType,
  therapistIds: string[],
): Promise<{ sessionTypeId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const sessionTypeId = newId();
    const { practiceId } = ctx;
    await ctx.db
      .insert(sessionTypes)
      .values({ ...sessionType, id: sessionTypeId, practiceId, createdAt: ctx.now() });
    if (therapistIds.length > 0) {
      await ctx.db
        .insert(offers)
        .values(therapistIds.map((therapistId) => ({ practiceId, therapistId, sessionTypeId })));
    }
    await record(ctx, "session_type.offered", { id: sessionTypeId });
    return { sessionTypeId };
  });
}

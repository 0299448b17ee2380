import { and, eq, sql } from "drizzle-orm";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { record } from "#app/domain/audit/record.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

/** Keep a type's procedure code as the practice typed it, or none, in the caller's transaction. It has asked whether it may. */
export async function keepCode(
  ctx: MemberCtx,
  sessionTypeId: string,
  procedureCode: string | null,
): Promise<void> {
  const changed = await ctx.db
    .update(sessionTypes)
    .set({ procedureCode })
    .where(
      and(
        eq(sessionTypes.practiceId, ctx.practiceId),
        eq(sessionTypes.id, sessionTypeId),
        sql`${sessionTypes.procedureCode} is distinct from ${procedureCode}`,
      ),
    )
    .returning({ id: sessionTypes.id });
  if (changed.length > 0) await record(ctx, "session_type.changed", { id: sessionTypeId });
}

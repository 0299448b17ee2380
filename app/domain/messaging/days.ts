import { and, asc, eq } from "drizzle-orm";
import { messages } from "#app/db/schema/messaging.ts";
import { caresWithin } from "#app/domain/clients/reach.ts";
import { type MemberCtx, privately } from "#app/domain/ctx.ts";

/** When messages were written with a client, and in which thread, in order; no word of them. Nothing for who may not read them. */
export async function momentsOf(
  ctx: MemberCtx,
  clientId: string,
): Promise<{ threadId: string; at: Date; side: "client" | "practice" | "house" }[]> {
  if ((await caresWithin(ctx, "messages.read", clientId)).length === 0) return [];
  // Postgres shows those of the member's own threads alone, or of all to the clinical lead.
  return privately(ctx, clientId, (ctx) =>
    ctx.db
      .select({ threadId: messages.threadId, at: messages.writtenAt, side: messages.side })
      .from(messages)
      .where(and(eq(messages.practiceId, ctx.practiceId), eq(messages.clientId, clientId)))
      .orderBy(asc(messages.writtenAt), asc(messages.number)),
  );
}

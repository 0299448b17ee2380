import { and, eq, isNull } from "drizzle-orm";
import { messages } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, isMember, privately } from "#app/domain/ctx.ts";
import type { StoredFile } from "#app/domain/files/queries.ts";
import { type FoundThread, findThread, type ReaderCtx } from "./find.ts";

type Attached = Pick<StoredFile, "id" | "clientId" | "ownerId">;

/**
 * The thread a file came in, where whoever asks may read that thread now; null when it is not theirs, or its message was
 * taken back. Postgres looks too: a message behind its wall is not found.
 */
export async function threadOfFile(
  ctx: ReaderCtx,
  { clientId, ownerId }: Attached,
): Promise<FoundThread | null> {
  if (!clientId || !ownerId) return null;
  const [message] = await privately(ctx, clientId, (ctx) =>
    ctx.db
      .select({ threadId: messages.threadId })
      .from(messages)
      .where(
        and(eq(messages.practiceId, ctx.practiceId), eq(messages.id, ownerId), isNull(messages.takenBackAt)),
      ),
  );
  return message ? findThread(ctx, message.threadId) : null;
}

/** Note that a member opens a file of a thread, as the reading of its words is noted; a client's own reading is theirs. */
export async function noteOpened(
  ctx: ReaderCtx,
  { thread }: FoundThread,
  { id: file }: Attached,
): Promise<void> {
  if (isMember(ctx)) await inTransaction(ctx, (ctx) => record(ctx, "file.read", thread, { file }));
}

import { and, desc, eq, gt, inArray, lt, or } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { messages, type Side, threadReads } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, isMember, privately } from "#app/domain/ctx.ts";
import { type FileInWords, filesOf } from "#app/domain/files/queries.ts";
import { type FoundThread, findThread, isColleagues, type ReaderCtx } from "./find.ts";
import { takeBackWithin } from "./rules.ts";
import { sealer } from "./sealed.ts";

/** A message as it stands. `text` is null once it was taken back; `name` is null for the house. */
export type Message = {
  id: string;
  number: number;
  side: Side;
  authorId: string | null;
  name: string | null;
  text: string | null;
  writtenAt: Date;
  takenBackAt: Date | null;
  /** What came with it, in the order it was brought. */
  files: FileInWords[];
};

const pageLength = 50;

/** Which part of a thread: the newest, those before a number, or what is new or changed since one. */
export type Part = { before?: number | undefined; after?: number | undefined };

/**
 * Read a part of a thread, in order, and mark that it was read. `earlier`: whether there is more before it. A member's
 * opening is noted with it; a colleague who reads leaves no mark on the thread.
 */
export function readThread(
  ctx: ReaderCtx,
  found: FoundThread,
  part: Part = {},
): Promise<{ messages: Message[]; earlier: boolean }> {
  const { id, clientId } = found.thread;
  return privately(ctx, clientId, async (ctx) => {
    const rows = await rowsOf(ctx, id, part);
    const shown = part.after === undefined ? rows.slice(0, pageLength) : rows;
    const { unseal } = await sealer(ctx, clientId);
    const files = Map.groupBy(
      await filesOf(
        ctx,
        shown.map(({ id }) => id),
      ),
      ({ ownerId }) => ownerId,
    );
    const read = shown.map(({ sealed, ...row }) => ({
      ...row,
      text: sealed && unseal("message", row.id, sealed),
      files: files.get(row.id) ?? [],
    }));
    if (isMember(ctx) && read.some(({ text }) => text !== null))
      await record(ctx, "messages.read", { id }, { upTo: read[0]?.number ?? 0 });
    if (!part.before && !isColleagues(ctx, found)) await markRead(ctx, id, read[0]?.number ?? 0);
    return {
      messages: read.sort((a, b) => a.number - b.number),
      earlier: part.after === undefined && rows.length > shown.length,
    };
  });
}

function rowsOf(ctx: Ctx, threadId: string, { before, after }: Part) {
  const { id, number, side, authorId, sealed, writtenAt, takenBackAt } = messages;
  const lately = new Date(ctx.now().getTime() - 2 * takeBackWithin);
  return ctx.db
    .select({ id, number, side, authorId, sealed, writtenAt, takenBackAt, name: users.name })
    .from(messages)
    .leftJoin(users, eq(users.id, authorId))
    .where(
      and(
        eq(messages.practiceId, ctx.practiceId),
        eq(messages.threadId, threadId),
        before ? lt(number, before) : undefined,
        after === undefined ? undefined : or(gt(number, after), gt(takenBackAt, lately)),
      ),
    )
    .orderBy(desc(number))
    .limit(after === undefined ? pageLength + 1 : 4 * pageLength);
}

/** Only forward: a page that was slow says nothing about what was read since. */
async function markRead(ctx: ReaderCtx, threadId: string, number: number): Promise<void> {
  const mark = { readNumber: number, readAt: ctx.now() };
  await ctx.db
    .insert(threadReads)
    .values({ threadId, userId: ctx.actor.userId, practiceId: ctx.practiceId, ...mark })
    .onConflictDoUpdate({
      target: [threadReads.threadId, threadReads.userId],
      set: mark,
      setWhere: lt(threadReads.readNumber, number),
    });
}

/** How far people have read in a thread, by who they are. */
export async function readsOf(ctx: Ctx, threadId: string, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  const { userId, readNumber, readAt } = threadReads;
  const rows = await ctx.db
    .select({ userId, number: readNumber, at: readAt })
    .from(threadReads)
    .where(
      and(
        eq(threadReads.practiceId, ctx.practiceId),
        eq(threadReads.threadId, threadId),
        inArray(userId, [...userIds]),
      ),
    );
  return rows.flatMap(({ at, ...read }) => (at ? [{ ...read, at }] : []));
}

/** How many messages stand in a thread somebody may still read; null once it is not theirs. For an open page to ask. */
export async function newestNumber(ctx: ReaderCtx, threadId: string): Promise<number | null> {
  return (await findThread(ctx, threadId))?.thread.lastNumber ?? null;
}

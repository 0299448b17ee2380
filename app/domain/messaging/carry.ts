import { and, asc, eq } from "drizzle-orm";
import { messageDrafts, messages, threadReads, threads } from "#app/db/schema/messaging.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { interleaved } from "./rules.ts";
import { sealer } from "./sealed.ts";
import { countWaiting } from "./take-back.ts";

type Thread = typeof threads.$inferSelect;
type Row = typeof messages.$inferSelect;
type Loose = Omit<Row, "sealed"> & { text: string | null };
type LooseDraft = { userId: string; text: string; savedAt: Date };
type Mark = typeof threadReads.$inferSelect;

/** What was in a thread: its messages and drafts unsealed, and how far each had read. */
export type Carried = { messages: Loose[]; drafts: LooseDraft[]; marks: Mark[] };

/** Take everything out of a thread, for a merge; its row stays. */
export function takeThread(ctx: Ctx, { id, clientId }: Thread): Promise<Carried> {
  return moving(ctx, clientId, async (ctx) => {
    const of = <T extends typeof messages | typeof messageDrafts | typeof threadReads>(table: T) =>
      and(eq(table.practiceId, ctx.practiceId), eq(table.threadId, id));
    const { unseal } = await sealer(ctx, clientId);
    const written = await ctx.db.select().from(messages).where(of(messages)).orderBy(asc(messages.number));
    await ctx.db.delete(messages).where(of(messages));
    const drafts = await ctx.db.delete(messageDrafts).where(of(messageDrafts)).returning();
    const marks = await ctx.db.delete(threadReads).where(of(threadReads)).returning();
    return {
      messages: written.map(({ sealed, ...row }) => ({
        ...row,
        text: sealed && unseal("message", row.id, sealed),
      })),
      drafts: drafts.map(({ id, userId, sealed, savedAt }) => ({
        ...{ userId, savedAt, text: unseal("draft", id, sealed) },
      })),
      marks,
    };
  });
}

/** Put it into a thread of another client, sealed with their key; into one that has words of its own in the order they were written. `emptied` goes. */
export async function giveThread(
  ctx: Ctx,
  thread: Thread,
  carried: Carried,
  emptied: Thread | null,
): Promise<void> {
  const there = emptied ? await takeThread(ctx, thread) : { messages: [], drafts: [], marks: [] };
  const all = interleaved(there.messages, carried.messages);
  await moving(ctx, thread.clientId, async (ctx) => {
    await keepMessages(ctx, thread, all);
    await keepDrafts(ctx, thread, [...there.drafts, ...carried.drafts]);
    await keepMarks(ctx, thread, all, [there, carried]);
    const isIt = and(eq(threads.practiceId, ctx.practiceId), eq(threads.id, thread.id));
    const answered = emptied ? Math.max(0, ...all.filter(isAnswer).map(({ number }) => number)) : undefined;
    const last = all.at(-1);
    await ctx.db
      .update(threads)
      .set({
        lastNumber: last?.number ?? 0,
        lastAt: last?.writtenAt ?? null,
        ...(answered !== undefined && { answeredNumber: answered }),
      })
      .where(isIt);
    await countWaiting(ctx, thread.id);
  });
  if (emptied)
    await ctx.db
      .delete(threads)
      .where(and(eq(threads.practiceId, ctx.practiceId), eq(threads.id, emptied.id)));
}

function isAnswer({ side }: Loose): boolean {
  return side === "practice";
}

async function keepMessages(ctx: Ctx, { id: threadId, clientId }: Thread, all: Loose[]): Promise<void> {
  const { seal } = await sealer(ctx, clientId);
  for (const { text, ...row } of all)
    await ctx.db.insert(messages).values({
      ...{ ...row, clientId, threadId },
      sealed: text === null ? null : seal("message", row.id, text),
    });
}

/** Somebody who had begun in both has both, one beneath the other. */
async function keepDrafts(ctx: Ctx, { id: threadId, clientId }: Thread, all: LooseDraft[]): Promise<void> {
  const { seal } = await sealer(ctx, clientId);
  for (const [userId, theirs] of Map.groupBy(all, (draft) => draft.userId)) {
    const id = newId();
    const text = theirs.map((draft) => draft.text).join("\n\n");
    const savedAt = new Date(Math.max(...theirs.map((draft) => draft.savedAt.getTime())));
    const { practiceId } = ctx;
    await ctx.db
      .insert(messageDrafts)
      .values({ id, practiceId, clientId, threadId, userId, savedAt, sealed: seal("draft", id, text) });
  }
}

/** Read is what was read without a gap: up to the first message, in the order there is now, that they had not seen. */
async function keepMarks(ctx: Ctx, thread: Thread, all: Loose[], parts: Carried[]): Promise<void> {
  const seen = new Map<string, { ids: Set<string>; mark: Mark }>();
  for (const { messages: written, marks } of parts)
    for (const mark of marks) {
      const known = seen.get(mark.userId) ?? { ids: new Set(), mark };
      for (const { id, number } of written) if (number <= mark.readNumber) known.ids.add(id);
      seen.set(mark.userId, known);
    }
  for (const [userId, { ids, mark }] of seen) {
    const gap = all.findIndex(({ id }) => !ids.has(id));
    const readNumber = gap < 0 ? all.length : gap;
    const { practiceId, readAt, mailedAt } = mark;
    await ctx.db
      .insert(threadReads)
      .values({ ...{ threadId: thread.id, userId, practiceId, readNumber, readAt, mailedAt } });
  }
}

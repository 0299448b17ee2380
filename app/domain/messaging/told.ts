import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { clients, participants } from "#app/db/schema/clients.ts";
import { messages, threadReads, threads } from "#app/db/schema/messaging.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import { type Ctx, privately } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";

/** A message as a job knows it: where, from which side, and whether another from that side has come since. */
export type Told = {
  thread: typeof threads.$inferSelect;
  side: "client" | "practice";
  authorId: string | null;
  writtenAt: Date;
  isNewest: boolean;
};

/** What there is to tell of message `number` of a thread; null when it was taken back, or is the house's own. */
export async function toldOf(ctx: Ctx, threadId: string, number: number): Promise<Told | null> {
  const [thread] = await ctx.db
    .select()
    .from(threads)
    .where(and(eq(threads.practiceId, ctx.practiceId), eq(threads.id, threadId)));
  if (!thread) return null;
  return privately(ctx, thread.clientId, async (ctx) => {
    const isOf = and(eq(messages.practiceId, ctx.practiceId), eq(messages.threadId, threadId));
    const { side, authorId, writtenAt, takenBackAt } = messages;
    const [message] = await ctx.db
      .select({ side, authorId, writtenAt, takenBackAt })
      .from(messages)
      .where(and(isOf, eq(messages.number, number)));
    if (!message || message.takenBackAt || message.side === "house") return null;
    const [newest] = await ctx.db
      .select({ number: messages.number })
      .from(messages)
      .where(and(isOf, eq(side, message.side)))
      .orderBy(desc(messages.number))
      .limit(1);
    return {
      thread,
      side: message.side,
      authorId: message.authorId,
      writtenAt: message.writtenAt,
      isNewest: newest?.number === number,
    };
  });
}

/** Somebody on the other side of a message: how far they have read, and what a letter has told them. */
export type Reached = {
  userId: string;
  /** The person in the client; null for the therapist. */
  participantId: string | null;
  readNumber: number;
  mailedNumber: number;
  mailedAt: Date | null;
};

/** The people a message is for: the therapist, or whoever of the client writes in its thread; of one made up, nobody. */
export async function otherSideOf(
  ctx: Ctx,
  { thread, side }: Pick<Told, "thread" | "side">,
): Promise<Reached[]> {
  const people =
    side === "client"
      ? [{ userId: (await accountOf(ctx, thread.therapistId)).userId, participantId: null }]
      : await peopleIn(ctx, thread);
  const marks = await ctx.db
    .select()
    .from(threadReads)
    .where(
      and(
        eq(threadReads.practiceId, ctx.practiceId),
        eq(threadReads.threadId, thread.id),
        inArray(
          threadReads.userId,
          people.map(({ userId }) => userId),
        ),
      ),
    );
  return people.map((person) => {
    const mark = marks.find(({ userId }) => userId === person.userId);
    const { readNumber = 0, mailedNumber = 0, mailedAt = null } = mark ?? {};
    return { ...person, readNumber, mailedNumber, mailedAt };
  });
}

async function peopleIn(ctx: Ctx, { clientId, participantId }: Told["thread"]) {
  const { id, userId, role } = participants;
  const rows = await ctx.db
    .select({ id, userId, role })
    .from(participants)
    .innerJoin(clients, and(eq(clients.id, participants.clientId), eq(clients.isInvented, false)))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        isNotNull(userId),
        participantId ? eq(id, participantId) : undefined,
      ),
    );
  return rows.flatMap((one) =>
    one.userId && mayWrite(one.role) ? [{ userId: one.userId, participantId: one.id }] : [],
  );
}

/** Note that a letter has told somebody of everything up to a message. */
export async function markMailed(
  ctx: Ctx,
  { threadId, userId, number }: { threadId: string; userId: string; number: number },
): Promise<void> {
  const mark = { mailedNumber: number, mailedAt: ctx.now() };
  await ctx.db
    .insert(threadReads)
    .values({ threadId, userId, practiceId: ctx.practiceId, ...mark })
    .onConflictDoUpdate({ target: [threadReads.threadId, threadReads.userId], set: mark });
}

/** The therapist of a thread as letters name them. */
export async function therapistOf(ctx: Ctx, therapistId: string) {
  const [found] = await ctx.db
    .select({ therapistId: therapists.id, name: therapists.name, firstName: therapists.firstName })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)));
  if (!found) throw new Error(`There is no therapist ${therapistId}`);
  return found;
}

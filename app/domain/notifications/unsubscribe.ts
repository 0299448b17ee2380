import { and, eq } from "drizzle-orm";
import { noticePreferences, unsubscribeLinks } from "#app/db/schema/notifications.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { type Topic, topics } from "./kinds.ts";
import { keepChoice } from "./preferences.ts";

/**
 * Where somebody stops letters about a topic, with one press and without signing in. Made of the person, the topic and a
 * ring key (decisions, 1), so every letter carries the same; only its hash is kept.
 */
export async function unsubscribeUrl(ctx: Ctx, userId: string, topic: Topic): Promise<string> {
  const isTheirs = and(
    eq(unsubscribeLinks.practiceId, ctx.practiceId),
    eq(unsubscribeLinks.userId, userId),
    eq(unsubscribeLinks.topic, topic),
  );
  const [known] = await ctx.db.select({ ring: unsubscribeLinks.ring }).from(unsubscribeLinks).where(isTheirs);
  const { token, ring } = ctx.vault.token(purposeOf(ctx, topic), userId, 0, known?.ring);
  if (!known)
    await ctx.db
      .insert(unsubscribeLinks)
      .values({ hash: hashOf(token), practiceId: ctx.practiceId, userId, topic, ring, createdAt: ctx.now() })
      .onConflictDoNothing();
  return `${ctx.appUrl}/unsubscribe/${token}`;
}

function purposeOf({ practiceId }: Ctx, topic: Topic): string {
  return `unsubscribe:${practiceId}:${topic}`;
}

/** What an unsubscribe link is about; null for one that never was, or whose letters cannot be stopped any more. */
export async function openUnsubscribe(house: House, token: string) {
  if (!isToken(token)) return null;
  const [link] = await house.db
    .select()
    .from(unsubscribeLinks)
    .where(eq(unsubscribeLinks.hash, hashOf(token)));
  if (!link || !isStoppable(link.topic)) return null;
  const { practiceId, userId, topic } = link;
  const ctx: Ctx = { ...house, practiceId };
  const choice = await choiceOf(ctx, userId, topic);
  return { ctx, userId, topic, isStopped: !choice.email };
}

function isStoppable(topic: string): topic is Topic {
  return Object.hasOwn(topics, topic) && topics[topic as Topic].email === "choice";
}

async function choiceOf(ctx: Ctx, userId: string, topic: Topic) {
  const [said] = await ctx.db
    .select({ email: noticePreferences.byEmail, inPlace: noticePreferences.inPlace })
    .from(noticePreferences)
    .where(
      and(
        eq(noticePreferences.practiceId, ctx.practiceId),
        eq(noticePreferences.userId, userId),
        eq(noticePreferences.topic, topic),
      ),
    );
  return said ?? { email: true, inPlace: true };
}

/** Stop letters about the topic of a link; what its person hears in place stays as it is. Null for a link that is none. */
export async function unsubscribe(house: House, token: string): Promise<Topic | null> {
  const link = await openUnsubscribe(house, token);
  if (!link) return null;
  const { userId, topic } = link;
  await inTransaction(link.ctx, async (ctx) => {
    const { inPlace } = await choiceOf(ctx, userId, topic);
    await keepChoice(ctx, userId, topic, { email: false, inPlace });
    await record(ctx, "notice_preferences.kept", { id: userId }, { topic, by: "link" });
  });
  return topic;
}

import { and, eq } from "drizzle-orm";
import { noticePreferences } from "#app/db/schema/notifications.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { isReaderMember, type ReaderCtx } from "./facts.ts";
import { type Topic, topicsOf } from "./kinds.ts";

/** Which ways somebody hears of a topic. */
export type Choice = { email: boolean; inPlace: boolean };
export type Choices = Partial<Record<Topic, Choice>>;

/** What somebody said they want to hear about; a topic they never spoke of is not there. */
export async function choicesOf(ctx: Ctx, userId: string): Promise<Choices> {
  const { topic, byEmail, inPlace } = noticePreferences;
  const said = await ctx.db
    .select({ topic, email: byEmail, inPlace })
    .from(noticePreferences)
    .where(and(eq(noticePreferences.practiceId, ctx.practiceId), eq(noticePreferences.userId, userId)));
  return Object.fromEntries(said.map(({ topic, ...choice }) => [topic, choice]));
}

/** Keep what somebody wants to hear about on the side they stand on. What is not theirs to choose is left as it is. */
export function keepChoices(ctx: ReaderCtx, choices: Choices): Promise<void> {
  const { userId } = ctx.actor;
  const known = topicsOf(isReaderMember(ctx) ? "practice" : "client");
  return inTransaction(ctx, async (ctx) => {
    for (const topic of known) {
      const choice = choices[topic];
      if (choice) await keepChoice(ctx, userId, topic, choice);
    }
    await record(ctx, "notice_preferences.kept", { id: userId });
  });
}

/** Keep one choice of somebody's. */
export async function keepChoice(ctx: Ctx, userId: string, topic: Topic, choice: Choice): Promise<void> {
  const said = { byEmail: choice.email, inPlace: choice.inPlace, changedAt: ctx.now() };
  await ctx.db
    .insert(noticePreferences)
    .values({ practiceId: ctx.practiceId, userId, topic, ...said })
    .onConflictDoUpdate({
      target: [noticePreferences.practiceId, noticePreferences.userId, noticePreferences.topic],
      set: said,
    });
}

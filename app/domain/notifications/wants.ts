import { and, eq } from "drizzle-orm";
import { noticePreferences } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { type Topic, topics } from "./kinds.ts";

export type Channel = "email" | "inPlace";

/**
 * Whether somebody wants to hear about a topic by letter or in place. Yes until they said no; what cannot be switched
 * off is yes whatever they said, and what is not told that way is no.
 */
export async function wants(ctx: Ctx, userId: string, topic: Topic, channel: Channel): Promise<boolean> {
  const way = topics[topic][channel];
  if (way !== "choice") return way === "always";
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
  return said?.[channel] ?? true;
}

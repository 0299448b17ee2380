import { href } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { momentsOf } from "#app/domain/messaging/days.ts";
import { dayOf } from "#app/values/zoned.ts";
import type { File, StoryLine } from "./story.ts";
import { inWords, type Teller } from "./story-lines.ts";

/** That they wrote to each other, a line for each day and thread: how often, never what. */
export async function messagesStory(ctx: MemberCtx, { client }: File, tell: Teller): Promise<StoryLine[]> {
  const moments = (await momentsOf(ctx, client.id)).filter(({ side }) => side !== "house");
  const days = Map.groupBy(moments, ({ threadId, at }) => `${threadId} ${dayOf(tell.clock.zone, at)}`);
  return [...days].flatMap(([key, written]) => {
    const last = written.at(-1);
    if (!last) return [];
    return [
      {
        id: `messages ${key}`,
        kind: "message" as const,
        title: written.length === 1 ? "1 message this day" : `${written.length} messages this day`,
        href: href("/practice/messages/:id", { id: last.threadId }),
        at: last.at.toISOString(),
        when: inWords(tell, last.at),
        isAhead: false,
      },
    ];
  });
}

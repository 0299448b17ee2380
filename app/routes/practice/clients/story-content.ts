import { href } from "react-router";
import { givenTo, seenBy } from "#app/domain/content/story.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { contentWords } from "#app/routes/content-in-words.ts";
import type { File, StoryLine } from "./story.ts";
import { inWords, type Teller } from "./story-lines.ts";

/** What a client was given to hear, read and work with, and when they first opened it. */
export async function contentStory(ctx: MemberCtx, { client }: File, tell: Teller): Promise<StoryLine[]> {
  const [given, seen] = await Promise.all([givenTo(ctx, client.id), seenBy(ctx, client.id)]);
  const line = (one: { id: string; itemId: string; title: string; at: Date; text: string }): StoryLine => ({
    id: one.id,
    kind: "content",
    title: one.title,
    href: href("/practice/library/:item", { item: one.itemId }),
    text: one.text,
    at: one.at.toISOString(),
    when: inWords(tell, one.at),
    isAhead: false,
  });
  return [
    ...given.map(({ id, itemId, title, kind, givenAt, takenBackAt, from }) => {
      const ahead = from > tell.now ? `, from ${inWords(tell, from)}` : "";
      const text = `${contentWords[kind]} given${ahead}${takenBackAt ? `, taken back ${inWords(tell, takenBackAt)}` : ""}`;
      return line({ id: `given-${id}`, itemId, title, at: givenAt, text });
    }),
    ...seen.map(({ id, itemId, title, kind, firstAt, finishedAt }) => {
      const text = `${contentWords[kind]} opened${finishedAt ? ", heard to its end" : ""}`;
      return line({ id: `seen-${id}`, itemId, title, at: firstAt, text });
    }),
  ];
}

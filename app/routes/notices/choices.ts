import { z } from "zod";
import { isReaderMember, type ReaderCtx } from "#app/domain/notifications/facts.ts";
import { type Topic, topics, topicsOf } from "#app/domain/notifications/kinds.ts";
import { type Choices, choicesOf } from "#app/domain/notifications/preferences.ts";
import { topicWords } from "./topic-words.ts";

/** What somebody can choose to hear about, as they have it now; a way that is no choice is not offered. */
export async function choicesToMake(ctx: ReaderCtx) {
  const side = isReaderMember(ctx) ? "practice" : "client";
  const said = await choicesOf(ctx, ctx.actor.userId);
  return topicsOf(side).map((topic) => ({
    topic,
    ...topicWords[topic],
    email: offered(topics[topic].email, said[topic]?.email),
    inPlace: offered(topics[topic].inPlace, said[topic]?.inPlace),
  }));
}

export type ChoiceToMake = Awaited<ReturnType<typeof choicesToMake>>[number];

function offered(way: "choice" | "always" | null, isWanted = true): boolean | null {
  return way === "choice" ? isWanted : null;
}

/** A form of choices: a box for each topic and way. */
export const choicesSchema = z.record(z.string(), z.string());

/** What was ticked, for every topic of the reader's side. */
export function readChoices(ctx: ReaderCtx, ticked: Record<string, string>): Choices {
  const side = isReaderMember(ctx) ? "practice" : "client";
  const has = (way: string, topic: Topic) => ticked[`${way}-${topic}`] === "yes";
  return Object.fromEntries(
    topicsOf(side).map((topic) => [
      topic,
      {
        email: topics[topic].email !== "choice" || has("email", topic),
        inPlace: topics[topic].inPlace !== "choice" || has("place", topic),
      },
    ]),
  );
}

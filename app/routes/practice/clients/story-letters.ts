import type { SentLetter } from "#app/domain/notifications/queries.ts";
import { addressInWords } from "#app/values/erased.ts";
import type { StoryLine } from "./story.ts";
import { inWords, type Teller } from "./story-lines.ts";

const letterTitles: Record<string, string> = {
  client_confirmed: "Letter: booked",
  client_moved: "Letter: moved",
  client_cancelled: "Letter: cancelled",
  client_welcome: "Letter: welcome",
  client_content: "Letter: something new on their page",
  client_begun: "Letter: we go on together",
  client_referred: "Letter: other places to turn",
};

const letterTags: Record<SentLetter["status"], StoryLine["tag"]> = {
  waiting: { kind: "wait", words: "On its way" },
  handing_over: { kind: "wait", words: "On its way" },
  sent: { kind: "ok", words: "Sent" },
  failed: { kind: "danger", words: "Not delivered" },
  unknown: { kind: "danger", words: "Perhaps not delivered" },
  superseded: { kind: "plain", words: "Overtaken by a later one" },
  withheld: { kind: "danger", words: "Not sent: the address turned letters away" },
};

/** A letter they were sent. What it said is not kept. */
export function letterLine(tell: Teller, one: SentLetter): StoryLine {
  return {
    id: one.id,
    kind: "letter",
    title: letterTitles[one.letter] ?? "Letter",
    text: `To ${addressInWords(one.recipient)}`,
    tag: letterTags[one.status],
    at: one.at.toISOString(),
    when: inWords(tell, one.at),
    isAhead: false,
  };
}

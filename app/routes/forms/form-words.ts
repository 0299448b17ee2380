import type { Answered } from "#app/domain/forms/read-form.ts";
import type { Question } from "#app/domain/forms/rules.ts";
import { shownParts } from "#app/domain/forms/rules.ts";
import { answerInWords } from "./answer-in-words.ts";

/** A question and its answer; `text` is what was agreed to, where it is a consent. */
export type AnswerShown = { key: string; label: string; text: string | null; answer: string | null };

/** What was answered on a page, as somebody reads it; `answer` is null where it was left out. */
export function answersShown(
  { answers }: Pick<Answered, "answers">,
  page: Answered["pages"][number],
  locale: string,
): AnswerShown[] {
  const asked = shownParts(page, answers).filter((part): part is Question => part.kind !== "section");
  return asked.map((part) => ({
    key: part.key,
    label: part.label,
    text: part.kind === "consent" ? part.text : null,
    answer: answerInWords(part, answers[part.key], locale),
  }));
}

/** What a score says, and out of how much; null where there is none. */
export function scoreInWords({ score }: Pick<Answered, "score">): string | null {
  if (!score) return null;
  const { total, missing, most, band } = score;
  if (total === null) return `No total: ${missing} ${missing === 1 ? "item was" : "items were"} left out`;
  return `${total} of ${most}${band ? `, ${band.label.toLowerCase()} (${band.from} to ${band.to})` : ""}`;
}

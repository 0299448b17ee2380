import type { Answers, Question } from "#app/domain/forms/rules.ts";
import { formatDate } from "#app/values/zoned.ts";

/** An answer as somebody reads it; null where it was left out. */
export function answerInWords(
  part: Question,
  answer: Answers[string] | undefined,
  locale: string,
): string | null {
  const given = [answer ?? []].flat();
  const [first] = given;
  if (first === undefined) return null;
  if (part.kind === "choice" || part.kind === "scale")
    return part.options
      .filter(({ value }) => given.includes(value))
      .map(({ label }) => label)
      .join(", ");
  if (part.kind === "consent") return "I agree";
  return part.kind === "date" ? formatDate(first, { locale }) : first;
}

import { type Answers, longestAnswer, wrongIn } from "#app/domain/forms/rules.ts";
import type { FieldErrors } from "#app/http.ts";
import type { FormPage } from "#app/values/form-body.ts";

const words = {
  too_long: (most: number) => `That’s more than ${most.toLocaleString("en")} letters. Shorten it a little.`,
  unreadable: () => "Please use plain letters, without control characters.",
};

/** What is wrong with the answers of a page, by question; nothing of it is saved until it is right. */
export function wrongAnswers({ parts }: FormPage, answers: Answers): FieldErrors {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const wrong = wrongIn(part, answers[part.key]);
      const most = part.kind === "text" && part.isLong ? longestAnswer.long : longestAnswer.short;
      return wrong ? [[part.key, words[wrong](most)]] : [];
    }),
  );
}

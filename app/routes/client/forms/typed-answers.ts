import type { Answers } from "#app/domain/forms/rules.ts";
import type { FormPage } from "#app/values/form-body.ts";

/** The name of one box of a question that takes several. */
export function boxOf(key: string, value: string): string {
  return `${key}--${value}`;
}

/** The answers of one page as its form sent them. What the page does not ask is not read. */
export function typedAnswers({ parts }: FormPage, typed: Record<string, string>): Answers {
  return Object.fromEntries(
    parts.flatMap((part): [string, string | string[]][] => {
      if (part.kind === "choice" && part.isMany)
        return [
          [part.key, part.options.flatMap(({ value }) => (typed[boxOf(part.key, value)] ? [value] : []))],
        ];
      const answer = typed[part.key];
      // A browser ends lines with two characters, and counts them as one.
      return answer === undefined ? [] : [[part.key, answer.replaceAll("\r\n", "\n")]];
    }),
  );
}

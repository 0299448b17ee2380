import { z } from "zod";
import { isOneLine, isPlainText } from "#app/values/words.ts";

const plainLetters = "Please use plain letters, without control characters.";

/** A line that has to be there; `missing` is said when it is not. */
export function line(max: number, missing: string) {
  return maybeLine(max, missing).min(1, missing);
}

/** A line that may be empty. */
export function maybeLine(max: number, missing = "Please send this field too, empty or not.") {
  return z
    .string({ error: missing })
    .trim()
    .max(max, `That’s a little long: ${max} letters at most.`)
    .refine(isOneLine, plainLetters);
}

/** Several lines, empty or not. */
export function lines(max: number) {
  return z
    .string({ error: "Please send this field too, empty or not." })
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .max(max, `That’s too long: ${max.toLocaleString("en")} letters at most.`)
        .refine(isPlainText, plainLetters),
    );
}

/** A whole number between two others, both included. */
export function whole(least: number, most: number) {
  const words = `A whole number from ${least} to ${most}.`;
  return z
    .string({ error: words })
    .trim()
    .regex(/^\d{1,6}$/, words)
    .transform(Number)
    .refine((number) => number >= least && number <= most, words);
}

/** A few words of one line each, one a line or between commas; doubles go. */
export function words(most: number) {
  return lines(2_000)
    .transform((text) => [
      ...new Set(
        text
          .split(/[\n,]/)
          .map((word) => word.trim())
          .filter(Boolean),
      ),
    ])
    .refine((list) => list.length <= most, `${most} are enough here.`)
    .refine(
      (list) => list.every((word) => word.length <= 60 && isOneLine(word)),
      "Each of them 60 letters at most.",
    );
}

/** A schema that gives what was typed beside what it means, for a form that may come back with a refusal. */
export function keeping<T>(schema: z.ZodType<T>): z.ZodType<{ value: T; typed: Record<string, string> }> {
  return z.record(z.string(), z.string()).transform((typed, context) => {
    const parsed = schema.safeParse(typed);
    if (parsed.success) return { value: parsed.data, typed };
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
}

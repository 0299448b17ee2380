import { z } from "zod";
import { isOneLine, isPlainText } from "#app/values/words.ts";

const longWords = 20_000;
const longTranscript = 200_000;

/** What every item is called and says. */
export const itemWords = {
  title: z
    .string({ error: "What is it called?" })
    .trim()
    .min(1, "What is it called?")
    .max(120, "A shorter title, please: 120 characters at most.")
    .refine(isOneLine, "A title stays on one line."),
  words: z
    .string()
    .max(longWords, "That is more than fits here.")
    .refine(isPlainText, "There is something in it that can’t be shown.")
    .default(""),
  transcript: z
    .string()
    .max(longTranscript, "That is more than fits here.")
    .refine(isPlainText, "There is something in it that can’t be shown.")
    .default(""),
};

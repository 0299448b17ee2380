import { z } from "zod";
import { TextArea, TextField } from "#app/ui/fields.tsx";
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

type WordsProps = {
  typed: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string>>;
  hasTranscript: boolean;
};

/** The fields for it. */
export function WordsFields({ typed, errors, hasTranscript }: WordsProps) {
  return (
    <>
      <TextField name="title" label="Title" maxLength={120} value={typed.title} error={errors.title} />
      <TextArea
        name="words"
        label="A few words with it"
        hint="What it is for, when to use it. Markdown is fine."
        required={false}
        rows={5}
        value={typed.words}
        error={errors.words}
      />
      {hasTranscript && (
        <TextArea
          name="transcript"
          label="Transcript"
          hint="What is said in a recording, for whoever reads rather than hears it."
          required={false}
          rows={8}
          value={typed.transcript}
          error={errors.transcript}
        />
      )}
    </>
  );
}

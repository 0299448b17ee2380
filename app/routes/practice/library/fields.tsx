import { TextArea, TextField } from "#app/ui/fields.tsx";

type WordsProps = {
  typed: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string>>;
  hasTranscript: boolean;
};

/** The fields for what every item is called and says. */
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

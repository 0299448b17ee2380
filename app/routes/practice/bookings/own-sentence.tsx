import { TextArea } from "#app/ui/fields.tsx";

/** Where somebody may add a sentence of their own to the letter that leaves in any case (decisions, 19). */
export function OwnSentence({
  typed,
  error,
  label = "A sentence of your own for the letter",
}: {
  typed: string | undefined;
  error: string | undefined;
  label?: string;
}) {
  return (
    <TextArea
      name="message"
      label={label}
      rows={3}
      maxLength={500}
      required={false}
      value={typed}
      error={error}
    />
  );
}

import { TextArea } from "#app/ui/fields.tsx";

/** Where somebody may add a sentence of their own to the letter that leaves in any case (decisions, 19). */
export function OwnSentence({ typed, error }: { typed: string | undefined; error: string | undefined }) {
  return (
    <TextArea
      name="message"
      label="A sentence of your own for the letter"
      rows={3}
      maxLength={500}
      required={false}
      value={typed}
      error={error}
    />
  );
}

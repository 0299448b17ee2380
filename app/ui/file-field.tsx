import { describedBy, type FieldWords, Labelled } from "./field-words.tsx";

/** A file to choose, of the types named in `accept`. */
export function FileField({ accept, ...words }: FieldWords & { accept: string }) {
  return (
    <Labelled {...words}>
      <input {...describedBy(words)} className="input" type="file" name={words.name} accept={accept} />
    </Labelled>
  );
}

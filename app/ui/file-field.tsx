import { describedBy, type FieldWords, Labelled } from "./field-words.tsx";

/** A file to choose. `accept` only helps to find it: what it really is, is looked at when it arrives. */
export function FileField({
  name,
  label,
  hint,
  error,
  required = true,
  accept,
  multiple,
}: FieldWords & { accept?: string; multiple?: boolean }) {
  return (
    <Labelled {...{ name, label, hint, error, required }}>
      <input
        {...describedBy({ name, hint, error, required })}
        className="input file"
        type="file"
        name={name}
        accept={accept}
        multiple={multiple}
      />
    </Labelled>
  );
}

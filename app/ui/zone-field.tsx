import { describedBy, type FieldWords, Labelled } from "./field-words.tsx";
import { ZoneOptions, type ZoneRegion } from "./zone-options.tsx";

type ZoneFieldProps = Omit<FieldWords, "required"> & {
  regions: readonly ZoneRegion[];
  value: string;
  /** A first, empty line, for when no zone is known yet. */
  prompt?: string;
};

/** A time zone among the other fields of a form. */
export function ZoneField({ regions, value, prompt, ...words }: ZoneFieldProps) {
  return (
    <Labelled {...words} required>
      <select {...describedBy({ ...words, required: true })} className="input" name={words.name}>
        {prompt !== undefined && value === "" && <option value="">{prompt}</option>}
        <ZoneOptions regions={regions} current={value} />
      </select>
    </Labelled>
  );
}

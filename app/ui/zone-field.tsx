import { describedBy, type FieldWords, Labelled } from "./field-words.tsx";
import { ZoneOptions, type ZoneRegion } from "./zone-options.tsx";

type ZoneFieldProps = Omit<FieldWords, "required"> & { regions: readonly ZoneRegion[]; value: string };

/** A time zone among the other fields of a form. */
export function ZoneField({ regions, value, ...words }: ZoneFieldProps) {
  return (
    <Labelled {...words} required>
      <select {...describedBy({ ...words, required: true })} className="input" name={words.name}>
        <ZoneOptions regions={regions} current={value} />
      </select>
    </Labelled>
  );
}

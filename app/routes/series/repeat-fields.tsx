import { SelectField, TextField } from "#app/ui/fields.tsx";
import { repeatChoices, usualTimes } from "./repeat.ts";

type Props = {
  typed: { every?: string | undefined; times?: string | undefined; until?: string | undefined };
  errors: { every?: string | undefined; times?: string | undefined; until?: string | undefined };
  /** Whether a last date can be named in place of a number. */
  canEndOn?: boolean;
};

/** How often a session comes, and for how long; "once" asks for nothing else. */
export function RepeatFields({ typed, errors, canEndOn = false }: Props) {
  return (
    <div className="cluster repeat">
      <SelectField
        name="every"
        label="How often"
        options={repeatChoices}
        value={typed.every ?? ""}
        required={false}
        narrows
        error={errors.every}
      />
      <TextField
        name="times"
        label="How many times, if again"
        inputMode="numeric"
        maxLength={2}
        value={typed.times ?? String(usualTimes)}
        required={false}
        narrows
        error={errors.times}
      />
      {canEndOn && (
        <TextField
          name="until"
          type="date"
          label="Or until"
          value={typed.until}
          required={false}
          narrows
          error={errors.until}
        />
      )}
    </div>
  );
}

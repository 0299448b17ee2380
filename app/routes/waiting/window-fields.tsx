import { Described, describedBy } from "#app/ui/field-words.tsx";
import { CheckboxField } from "#app/ui/fields.tsx";
import { formatWeekday } from "#app/values/zoned.ts";
import { parts, weekdays } from "./choices.ts";

const partLabels = { morning: "Mornings", afternoon: "Afternoons", evening: "Evenings, from five" };

type WindowFieldsProps = { typed: Record<string, string>; locale: string; error?: string | undefined };

/** When somebody could come: days and parts of the day, by their own clock. Nothing ticked means whenever. */
export function WindowFields({ typed, locale, error }: WindowFieldsProps) {
  const days = { name: "day-1", hint: "Nothing ticked means any day.", error };
  return (
    <>
      <fieldset
        className="field"
        data-invalid={error ? "" : undefined}
        aria-describedby={describedBy(days)["aria-describedby"]}
      >
        <legend>Days that suit (optional)</legend>
        <Described {...days} />
        <div className="cluster">
          {weekdays.map((day) => (
            <CheckboxField
              key={day}
              name={`day-${day}`}
              label={formatWeekday(day, { locale })}
              required={false}
              checked={typed[`day-${day}`] === "yes"}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="field" aria-describedby="parts-hint">
        <legend>Times of the day that suit (optional)</legend>
        <p className="hint" id="parts-hint">
          By your own clock. Nothing ticked means any time.
        </p>
        <div className="cluster">
          {parts.map((part) => (
            <CheckboxField
              key={part}
              name={`part-${part}`}
              label={partLabels[part]}
              required={false}
              checked={typed[`part-${part}`] === "yes"}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

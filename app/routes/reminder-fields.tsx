import { CheckboxField, RadioGroup } from "#app/ui/fields.tsx";
import { leadInWords, leads } from "#app/values/leads.ts";

type Typed = Readonly<Record<string, string | undefined>>;

/** One box for each time. */
export function LeadBoxes({ legend, typed }: { legend: string; typed: Typed }) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {leads.map((lead) => (
        <CheckboxField
          key={lead}
          name={`lead-${lead}`}
          label={`${leadInWords(lead)} before`}
          required={false}
          checked={typed[`lead-${lead}`] === "yes"}
        />
      ))}
    </fieldset>
  );
}

/** The choice, and the times for whoever chooses their own. */
export function ReminderFields({
  label,
  typed,
  error,
}: {
  label: string;
  typed: Typed;
  error: string | undefined;
}) {
  return (
    <>
      <RadioGroup
        name="reminders"
        label={label}
        value={typed.reminders}
        error={error}
        options={[
          { value: "as_usual", label: "As usual for the kind of session" },
          { value: "chosen", label: "At the times ticked below" },
          { value: "none", label: "No reminders" },
        ]}
      />
      <LeadBoxes legend="When, before a session" typed={typed} />
    </>
  );
}

import { CheckboxField, SelectField, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import type { TypeFormProps } from "./type-form.tsx";
import { charges, spans } from "./words.ts";

type Part = Pick<TypeFormProps, "values" | "errors">;

/** How long it is, and what it asks of the time around it. */
export function When({ values, errors }: Part) {
  const select = (name: string, label: string, minutes: number[], none: string, hint?: string) => (
    <SelectField
      name={name}
      label={label}
      hint={hint}
      options={spans(minutes, values[name], none)}
      value={values[name]}
      error={errors[name]}
    />
  );
  const short = [0, 5, 10, 15, 20, 30, 45, 60];
  const long = [0, 60, 120, 240, 480, 720, 1440, 2880, 4320, 10_080];
  return (
    <Section title="How it lies in the day">
      <div className="pairs">
        <TextField
          name="minutes"
          label="Minutes"
          inputMode="numeric"
          maxLength={4}
          value={values.minutes}
          error={errors.minutes}
        />
        {select("bufferBefore", "Time for yourself before", short, "None")}
        {select(
          "bufferAfter",
          "Time for yourself after",
          short,
          "None",
          "Between two sessions the longer of the two is kept, not both.",
        )}
        {select(
          "step",
          "It may begin every",
          [5, 10, 15, 20, 30, 40, 45, 60, 90, 120],
          "",
          "Counted from the start of your hours.",
        )}
        {select("notice", "Booked at least this long before", long, "Any time before")}
        <TextField
          name="horizonDays"
          label="Open how many days ahead"
          inputMode="numeric"
          maxLength={3}
          value={values.horizonDays}
          error={errors.horizonDays}
        />
      </div>
      <CheckboxField
        name="needsApproval"
        label="Ask me first"
        hint="People ask for a time, and you say yes or no. It is kept for them meanwhile, for two days at most."
        required={false}
        checked={values.needsApproval === "yes"}
        error={errors.needsApproval}
      />
    </Section>
  );
}

/** What holds for a booking of it. */
export function Terms({ values, errors }: Part) {
  const percent = (name: string, label: string, hint: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      inputMode="numeric"
      maxLength={3}
      value={values[name]}
      error={errors[name]}
    />
  );
  return (
    <Section title="What is agreed">
      <div className="pairs">
        <p>
          Every booking keeps the price and the terms it was made with. What you change here holds for
          bookings made from now on.
        </p>
        <SelectField
          name="termsWindow"
          label="Free to cancel until"
          hint="This long before it begins."
          options={spans([0, 120, 240, 720, 1440, 2880, 4320, 10_080], values.termsWindow, "It begins")}
          value={values.termsWindow}
          error={errors.termsWindow}
        />
        {percent(
          "lateFeePercent",
          "Kept when cancelled later, in percent",
          "0 is nothing, 100 the whole price.",
        )}
        {percent(
          "refundPercent",
          "Given back when cancelled in time, in percent",
          "Of what was paid already.",
        )}
        <TextField
          name="ageFrom"
          label="From which age"
          inputMode="numeric"
          maxLength={2}
          value={values.ageFrom}
          error={errors.ageFrom}
        />
        <SelectField
          name="chargeWhen"
          label="Paid"
          hint="Payments aren’t connected yet. Until they are, everything is settled after the session, outside of here."
          options={charges}
          value={values.chargeWhen}
          error={errors.chargeWhen}
        />
      </div>
    </Section>
  );
}

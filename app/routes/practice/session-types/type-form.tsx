import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, RadioGroup, SelectField, TextArea, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { charges, kinds, places, spans } from "./words.ts";

export type TypeFormProps = {
  action: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  /** Once booked, kind and address stay. */
  isBooked: boolean;
  /** More than one, or nobody is asked. */
  therapists: readonly { id: string; name: string }[];
  currency: string;
  save: string;
};

type Part = Pick<TypeFormProps, "values" | "errors" | "isBooked" | "currency">;

/** Everything there is to say about a session type. */
export function TypeForm(props: TypeFormProps) {
  const { action, values, errors, therapists, save } = props;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form method="post" action={action} noValidate>
      <ErrorSummary problems={problems} />
      <What {...props} />
      <When {...props} />
      <Terms {...props} />
      <Section title="Who sees it">
        <div className="stack">
          {therapists.length > 1 && (
            <fieldset className="field">
              <legend>Offered by</legend>
              {therapists.map(({ id, name }) => (
                <CheckboxField
                  key={id}
                  name={`by-${id}`}
                  label={name}
                  checked={values[`by-${id}`] === "yes"}
                />
              ))}
            </fieldset>
          )}
          <CheckboxField
            name="isPublished"
            label="Show it on the site"
            hint="Without the tick nobody can book it anew; what is booked stays."
            checked={values.isPublished === "yes"}
          />
          <TextField
            name="rank"
            label="Place in the list"
            hint="1 stands first."
            inputMode="numeric"
            maxLength={3}
            value={values.rank}
            error={errors.rank}
          />
          <div className="cluster">
            <Button busy="Saving…">{save}</Button>
            <ButtonLink kind="quiet" href={href("/practice/session-types")}>
              Leave it as it is
            </ButtonLink>
          </div>
        </div>
      </Section>
    </form>
  );
}

function What({ values, errors, isBooked, currency }: Part) {
  return (
    <div className="stack">
      <TextField
        name="name"
        label="Name"
        hint="As clients read it: “Session”, “First call”."
        maxLength={80}
        value={values.name}
        error={errors.name}
      />
      <TextArea
        name="description"
        label="A line about it"
        required={false}
        rows={2}
        maxLength={600}
        value={values.description}
        error={errors.description}
      />
      {isBooked ? (
        <>
          <input type="hidden" name="kind" value={values.kind} />
          <p className="hint">
            Kind: {kinds.find(({ value }) => value === values.kind)?.label}. It was booked before, so its kind
            and its address ({values.slug}) stay.
          </p>
        </>
      ) : (
        <>
          <RadioGroup name="kind" label="Kind" options={kinds} value={values.kind} error={errors.kind} />
          <TextField
            name="slug"
            label="Address"
            required={false}
            hint="The last part of its link. Left empty, it is made from the name; it stays once somebody booked."
            spellCheck={false}
            maxLength={60}
            value={values.slug}
            error={errors.slug}
          />
        </>
      )}
      <RadioGroup name="place" label="Where" options={places} value={values.place} error={errors.place} />
      <TextField
        name="price"
        label={`Price in ${currency}`}
        hint="0 is free."
        inputMode="decimal"
        maxLength={20}
        value={values.price}
        error={errors.price}
      />
      <OnlyShared values={values} errors={errors} isBooked={isBooked} />
    </div>
  );
}

/** What only groups and events have. Without a script they are always there, and read only where they matter. */
function OnlyShared({ values, errors, isBooked }: Omit<Part, "currency">) {
  if (isBooked && values.kind !== "group" && values.kind !== "event") return null;
  const isOpen = values.kind === "group" || values.kind === "event" || errors.capacity || errors.openness;
  return (
    <details open={Boolean(isOpen)}>
      <summary>Only for groups and events</summary>
      <div className="stack">
        <TextField
          name="capacity"
          label="Places"
          inputMode="numeric"
          maxLength={3}
          value={values.capacity}
          error={errors.capacity}
        />
        <RadioGroup
          name="openness"
          label="Who may take a place in an event"
          required={false}
          options={[
            { value: "anybody", label: "Anybody, without a first call" },
            { value: "clients", label: "Only clients you’ve begun with" },
          ]}
          value={values.openness}
          error={errors.openness}
        />
      </div>
    </details>
  );
}

function When({ values, errors }: Part) {
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
    </Section>
  );
}

function Terms({ values, errors }: Part) {
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

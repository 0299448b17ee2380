import { RadioGroup, TextArea, TextField } from "#app/ui/fields.tsx";
import type { TypeFormProps } from "./type-form.tsx";
import { kinds, places } from "./words.ts";

type Part = Pick<TypeFormProps, "values" | "errors" | "isBooked" | "currency">;

/** What it is called, what it is, and what it costs. */
export function What({ values, errors, isBooked, currency }: Part) {
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
    <details className="more" open={Boolean(isOpen)}>
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

import type { ComponentProps } from "react";
import { Described, describedBy, type FieldWords, Labelled } from "./field-words.tsx";

type Input = ComponentProps<"input">;

type TextFieldProps = FieldWords &
  Pick<Input, "autoComplete" | "inputMode" | "maxLength" | "min" | "max" | "spellCheck" | "readOnly"> & {
    type?: "text" | "email" | "tel" | "date" | "time" | "url" | "search";
    value?: string | undefined;
  };

/** One line of text. `value` is what it opens with: what was typed before, or what we know. */
export function TextField({
  label,
  hint,
  error,
  required = true,
  narrows,
  value,
  type = "text",
  ...input
}: TextFieldProps) {
  const words = { name: input.name, label, hint, error, required, narrows };
  return (
    <Labelled {...words}>
      <input
        {...input}
        {...describedBy({ name: input.name, hint, error, required })}
        className="input"
        type={type}
        defaultValue={value}
      />
    </Labelled>
  );
}

type TextAreaProps = FieldWords & { value?: string | undefined; rows?: number; maxLength?: number };

/** Several lines of text. */
export function TextArea({ label, hint, error, required = true, value, rows = 4, ...area }: TextAreaProps) {
  return (
    <Labelled name={area.name} label={label} hint={hint} error={error} required={required}>
      <textarea
        {...area}
        {...describedBy({ name: area.name, hint, error, required })}
        className="input"
        rows={rows}
        defaultValue={value}
      />
    </Labelled>
  );
}

export type Choice = { value: string; label: string; hint?: string };

type SelectFieldProps = FieldWords & {
  options: readonly Choice[];
  value?: string | undefined;
  /** A first, empty line ("Choose a country"); without it the first option is chosen. */
  prompt?: string;
  autoComplete?: string;
};

/** One of many, in a list that opens. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, hint, error, required = true, narrows, options, value, prompt, autoComplete } = props;
  return (
    <Labelled {...{ name, label, hint, error, required, narrows }}>
      <select
        {...describedBy({ name, hint, error, required })}
        className="input"
        name={name}
        defaultValue={value ?? (prompt === undefined ? undefined : "")}
        autoComplete={autoComplete}
      >
        {prompt !== undefined && <option value="">{prompt}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

type CheckboxFieldProps = FieldWords & { checked?: boolean | undefined; value?: string | undefined };

/** One thing to say yes to. Sends `value` ("yes") when ticked and nothing otherwise. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { name, label, hint, error, required = true, checked, value = "yes" } = props;
  return (
    <div className="field" data-invalid={error ? "" : undefined}>
      <Described name={name} error={error} />
      <div className="check">
        <input
          {...describedBy({ name, hint, error, required })}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={checked}
        />
        <label htmlFor={name}>{label}</label>
        <Described name={name} hint={hint} />
      </div>
    </div>
  );
}

type RadioGroupProps = FieldWords & { options: readonly Choice[]; value?: string | undefined };

/** One of a few, all of them seen. The first radio carries the field's id, so the summary's link lands on it. */
export function RadioGroup({ name, label, hint, error, required = true, options, value }: RadioGroupProps) {
  const { "aria-describedby": description } = describedBy({ name, hint, error, required });
  return (
    <fieldset className="field" data-invalid={error ? "" : undefined} aria-describedby={description}>
      <legend>{required ? label : `${label} (optional)`}</legend>
      <Described name={name} hint={hint} error={error} />
      {options.map((option, index) => {
        const id = index === 0 ? name : `${name}-${option.value}`;
        return (
          <div key={option.value} className="check">
            <input
              id={id}
              type="radio"
              name={name}
              value={option.value}
              required={required}
              defaultChecked={option.value === value}
              aria-describedby={option.hint && `${id}-hint-of-choice`}
            />
            <label htmlFor={id}>{option.label}</label>
            {option.hint && (
              <p className="hint" id={`${id}-hint-of-choice`}>
                {option.hint}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** What a form carries without asking; absent values are left out. */
export function HiddenFields({ values }: { values: Readonly<Record<string, string | undefined>> }) {
  return Object.entries(values).map(
    ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
  );
}

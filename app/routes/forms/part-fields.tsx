import { boxOf } from "#app/routes/client/forms/typed-answers.ts";
import { CheckboxField, RadioGroup, TextArea, TextField } from "#app/ui/fields.tsx";
import type { FormPart } from "#app/values/form-body.ts";

type PartProps = {
  part: FormPart;
  answer: string | readonly string[] | undefined;
  error?: string | undefined;
};

/** One part of a form to fill: a question with its field, or words to read. Nothing has to be answered to go on. */
export function PartField({ part, answer, error }: PartProps) {
  const given = [answer ?? []].flat();
  const [first] = given;
  switch (part.kind) {
    case "section":
      return (
        <div className="stack">
          <h2>{part.title}</h2>
          <p>{part.text}</p>
        </div>
      );
    case "text":
      return part.isLong ? (
        <TextArea
          name={part.key}
          label={part.label}
          hint={part.why}
          required={false}
          value={first}
          error={error}
          maxLength={5000}
        />
      ) : (
        <TextField
          name={part.key}
          label={part.label}
          hint={part.why}
          required={false}
          value={first}
          error={error}
          maxLength={300}
        />
      );
    case "date":
      return (
        <TextField
          name={part.key}
          type="date"
          label={part.label}
          hint={part.why}
          required={false}
          value={first}
        />
      );
    case "consent":
      return (
        <div className="stack">
          <p>{part.text}</p>
          <CheckboxField name={part.key} label={part.label} required={false} checked={first === "yes"} />
        </div>
      );
    default:
      if (part.kind === "choice" && part.isMany)
        return (
          <fieldset className="field">
            <legend>{part.label}</legend>
            {part.why && <p className="hint">{part.why}</p>}
            {part.options.map(({ value, label }) => (
              <div key={value} className="check">
                <input
                  id={boxOf(part.key, value)}
                  type="checkbox"
                  name={boxOf(part.key, value)}
                  value="yes"
                  defaultChecked={given.includes(value)}
                />
                <label htmlFor={boxOf(part.key, value)}>{label}</label>
              </div>
            ))}
          </fieldset>
        );
      return (
        <RadioGroup
          name={part.key}
          label={part.label}
          hint={part.why}
          required={false}
          value={first}
          options={part.options}
        />
      );
  }
}

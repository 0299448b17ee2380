import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, RadioGroup, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";

type Named = { id: string; name: string };

export type CodeFormProps = {
  action: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  types: readonly Named[];
  therapists: readonly Named[];
  currency: string;
  /** Whose midnight begins and ends a day. */
  city: string;
  save: string;
  back: string;
};

/** Everything there is to say about a code. */
export function CodeForm(props: CodeFormProps) {
  const { action, values, errors, save, back } = props;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form method="post" action={action} noValidate>
      <ErrorSummary problems={problems} />
      <What {...props} />
      <When {...props} />
      <Section title="What it is for">
        <div className="stack">
          <Boxes legend="Session types" name="type" of={props.types} values={values} />
          {props.therapists.length > 1 && (
            <>
              <Boxes legend="Therapists" name="by" of={props.therapists} values={values} />
              <RadioGroup
                name="fundedBy"
                label="Who bears what it takes off"
                options={[
                  { value: "practice", label: "The practice" },
                  { value: "therapist", label: "The therapist of the session" },
                ]}
                value={values.fundedBy}
                error={errors.fundedBy}
              />
            </>
          )}
          <div className="cluster">
            <Button busy="Saving…">{save}</Button>
            <ButtonLink kind="quiet" href={back}>
              Leave it as it is
            </ButtonLink>
          </div>
        </div>
      </Section>
    </form>
  );
}

function What({ values, errors, currency }: CodeFormProps) {
  return (
    <Section title="The code">
      <div className="stack">
        <TextField
          name="code"
          label="The word people type"
          hint="Letters and digits in one word, like SPRING. Capitals or not makes no difference."
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={values.code}
          error={errors.code}
        />
        <TextField
          name="label"
          label="What you made it for"
          required={false}
          hint="Only the office reads it."
          maxLength={120}
          value={values.label}
          error={errors.label}
        />
        <RadioGroup
          name="by"
          label="It takes off"
          options={[
            { value: "percent", label: "A share of the price, in percent" },
            { value: "amount", label: `A sum in ${currency}` },
          ]}
          value={values.by}
          error={errors.by}
        />
        <TextField
          name="off"
          label="How much"
          hint="Never more than the price. Where less would be left than a card can be charged, the session is free."
          inputMode="decimal"
          maxLength={20}
          value={values.off}
          error={errors.off}
        />
      </div>
    </Section>
  );
}

function When({ values, errors, city }: CodeFormProps) {
  return (
    <Section title="When and how often">
      <div className="stack">
        <TextField
          name="validFrom"
          type="date"
          label="First day"
          required={false}
          hint={`The day somebody books, by the clock in ${city}.`}
          value={values.validFrom}
          error={errors.validFrom}
        />
        <TextField
          name="validUntil"
          type="date"
          label="Last day"
          required={false}
          hint="That day too."
          value={values.validUntil}
          error={errors.validUntil}
        />
        <TextField
          name="totalLimit"
          label="How often in all"
          required={false}
          hint="A session that is called off in time gives its use back."
          inputMode="numeric"
          maxLength={6}
          value={values.totalLimit}
          error={errors.totalLimit}
        />
        <TextField
          name="perClientLimit"
          label="How often for each client"
          required={false}
          inputMode="numeric"
          maxLength={6}
          value={values.perClientLimit}
          error={errors.perClientLimit}
        />
        <CheckboxField
          name="firstPaidOnly"
          label="Only for a first paid session"
          checked={values.firstPaidOnly === "yes"}
          error={errors.firstPaidOnly}
        />
      </div>
    </Section>
  );
}

type BoxesProps = { legend: string; name: string; of: readonly Named[]; values: CodeFormProps["values"] };

function Boxes({ legend, name, of, values }: BoxesProps) {
  return (
    <fieldset className="field" aria-describedby={`${name}-all`}>
      <legend>{legend}</legend>
      <p className="hint" id={`${name}-all`}>
        None ticked is all of them.
      </p>
      {of.map((one) => (
        <CheckboxField
          key={one.id}
          name={`${name}-${one.id}`}
          label={one.name}
          required={false}
          checked={values[`${name}-${one.id}`] === "yes"}
        />
      ))}
    </fieldset>
  );
}

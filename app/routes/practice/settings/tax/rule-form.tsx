import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { type Choice, RadioGroup, SelectField, TextField } from "#app/ui/fields.tsx";

type Fields = Readonly<Record<string, string>>;
type Props = { therapists: readonly Choice[]; types: readonly Choice[]; values: Fields; errors: Fields };

const treatments = [
  { value: "exempt", label: "Exempt", hint: "No tax is charged, and the paper says why." },
  { value: "rate", label: "At a rate", hint: "The tax that the price holds is printed apart." },
  { value: "outside", label: "Outside tax", hint: "Tax has nothing to do with it. A reason may be printed." },
];

/** One rule: for whom, for what, and how. Kept in place of the one there was for the same. */
export function RuleForm({ therapists, types, values, errors }: Props) {
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" action={href("/practice/settings/tax")} noValidate>
      <ErrorSummary problems={problems} title="The rule wasn’t kept" />
      {therapists.length > 1 && (
        <SelectField
          name="therapist"
          label="With whom"
          options={[{ value: "", label: "Everybody" }, ...therapists]}
          value={values.therapist}
          error={errors.therapist}
        />
      )}
      <SelectField
        name="type"
        label="Which sessions"
        options={[{ value: "", label: "All of them" }, ...types]}
        value={values.type}
        error={errors.type}
      />
      <RadioGroup
        name="treatment"
        label="How it is taxed"
        options={treatments}
        value={values.treatment}
        error={errors.treatment}
      />
      <TextField
        name="rate"
        label="Rate, in percent"
        hint="Only for “At a rate”."
        required={false}
        inputMode="decimal"
        maxLength={8}
        value={values.rate}
        error={errors.rate}
      />
      <TextField
        name="reason"
        label="Words on the paper"
        hint="Why no tax is charged, as the law puts it: “Exempt under article 9 (1) of the VAT code.”"
        required={false}
        maxLength={200}
        value={values.reason}
        error={errors.reason}
      />
      <div className="cluster">
        <Button busy="Keeping…">Keep the rule</Button>
        <ButtonLink kind="quiet" href={href("/practice/settings")}>
          Back to settings
        </ButtonLink>
      </div>
    </form>
  );
}

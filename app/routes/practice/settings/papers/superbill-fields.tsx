import { TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";

type Fields = Readonly<Record<string, string>>;
type Named = { id: string; name: string };
type Props = { therapists: readonly Named[]; types: readonly Named[]; values: Fields; errors: Fields };

/** What insurers in the US ask for. The codes are the practice's own; we ship none. */
export function SuperbillFields({ therapists, types, values, errors }: Props) {
  const field = (name: string, label: string, maxLength: number, isDigits = false) => (
    <TextField
      key={name}
      {...{ name, label, maxLength }}
      {...(isDigits && { inputMode: "numeric" as const })}
      required={false}
      spellCheck={false}
      value={values[name]}
      error={errors[name]}
    />
  );
  return (
    <Section title="Superbill">
      <p>
        What a client’s insurer may ask for. The procedure codes are yours to type: they are licensed, so we
        ship none. A diagnosis is clinical and never stands on a paper.
      </p>
      <div className="pairs after">
        {field("npi", "NPI of the practice", 10, true)}
        {therapists.map(({ id, name }) => field(`npi-${id}`, `NPI of ${name}`, 10, true))}
        {types.map(({ id, name }) => field(`code-${id}`, `Procedure code for “${name}”`, 20))}
      </div>
    </Section>
  );
}

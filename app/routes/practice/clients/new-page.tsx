import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import {
  CheckboxField,
  type Choice,
  HiddenFields,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { kindWords, reasonWords } from "./in-words.ts";
import { problemsOf } from "./problems.ts";

type Props = {
  therapists: readonly Choice[];
  typed: Record<string, string>;
  errors: FieldErrors | undefined;
  /** The record of somebody who has that address already, where it may be opened. */
  known: { id: string; name: string } | null;
};

const choices = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const gates = [
  {
    value: "call",
    label: "They start with a call",
    hint: "Like everybody. You can open the doors afterwards.",
  },
  { value: "intake", label: "Open their doors, we are beginning", hint: "They can book sessions at once." },
  { value: "ongoing", label: "Open their doors, we are in the middle of it", hint: "Intake is behind you." },
];

/** Add somebody by hand: a name is enough, and the rest can follow. */
export function NewClientPage({ therapists, typed, errors, known }: Props) {
  const field = { typed, errors };
  // A part where something was typed or is wrong is never folded away.
  const isOpen = (...names: string[]) => names.some((name) => Boolean(typed[name] || errors?.[name]));
  return (
    <form className="stack" method="post" action={href("/practice/clients/new")} noValidate>
      <WorkHeading title="New client" lede={<p>A name is enough. Everything else can follow.</p>} />
      <ErrorSummary problems={problemsOf(errors)} />
      {known && (
        <p>
          <a href={href("/practice/clients/:id", { id: known.id })}>Open the record of {known.name}</a>
        </p>
      )}
      {therapists.length === 1 ? (
        <HiddenFields values={{ of: therapists[0]?.value }} />
      ) : (
        <SelectField name="of" label="With" options={therapists} value={typed.of} error={errors?.of} />
      )}
      <RadioGroup
        name="kind"
        label="Who comes"
        options={choices(kindWords)}
        value={typed.kind}
        error={errors?.kind}
      />
      <Person names={["name", "email", "phone"]} label="Name" required {...field} />
      <details className="more" open={isOpen("secondName", "secondEmail", "secondPhone")}>
        <summary>The other person, for a couple or a family</summary>
        <div className="stack">
          <Person names={["secondName", "secondEmail", "secondPhone"]} label="Their name" {...field} />
        </div>
      </details>
      <details className="more" open={isOpen("underAge", "guardianName", "guardianEmail", "guardianPhone")}>
        <summary>Somebody under age</summary>
        <div className="stack">
          <CheckboxField
            name="underAge"
            label="The person named first is under age"
            hint="Their guardian books, pays and signs."
            required={false}
            checked={typed.underAge === "yes"}
            error={errors?.underAge}
          />
          <Person
            names={["guardianName", "guardianEmail", "guardianPhone"]}
            label="The guardian’s name"
            {...field}
          />
        </div>
      </details>
      <RadioGroup
        name="gate"
        label="How does it stand?"
        options={gates}
        value={typed.gate}
        error={errors?.gate}
      />
      <SelectField
        name="reason"
        label="Why without a call"
        hint="Only when you open their doors. It is kept in the log."
        required={false}
        prompt="Choose a reason"
        options={choices(reasonWords)}
        value={typed.reason}
        error={errors?.reason}
      />
      <TextArea
        name="words"
        label="Anything to add about that"
        hint="Sealed. Reading it later is recorded."
        required={false}
        rows={3}
        maxLength={4000}
        value={typed.words}
        error={errors?.words}
      />
      <CheckboxField
        name="welcome"
        label="Send a welcome with the link to their page"
        hint="To everybody named here with an address."
        required={false}
        checked={typed.welcome === "yes"}
      />
      <div className="cluster">
        <Button busy="Adding…">Add client</Button>
        <ButtonLink kind="quiet" href={href("/practice/clients")}>
          Back to the clients
        </ButtonLink>
      </div>
    </form>
  );
}

type PersonProps = {
  /** The fields for the name, the address and the number. */
  names: readonly [string, string, string];
  label: string;
  required?: boolean;
} & Pick<Props, "typed" | "errors">;

function Person({ names: [name, email, phone], label, required = false, typed, errors }: PersonProps) {
  return (
    <>
      <TextField
        name={name}
        label={label}
        required={required}
        maxLength={120}
        value={typed[name]}
        error={errors?.[name]}
      />
      <TextField
        name={email}
        type="email"
        label="Email"
        required={false}
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={typed[email]}
        error={errors?.[email]}
      />
      <TextField
        name={phone}
        type="tel"
        label="Phone"
        required={false}
        inputMode="tel"
        maxLength={40}
        value={typed[phone]}
        error={errors?.[phone]}
      />
    </>
  );
}

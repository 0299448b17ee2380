import { href } from "react-router";
import { regionsWith } from "#app/routes/book/slots.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, TextArea, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { ZoneField } from "#app/ui/zone-field.tsx";

type Fields = Readonly<Record<string, string>>;
type Part = { values: Fields; errors: Fields };

/** Everything there is to say about a therapist. */
export function ProfileForm({ action, ...part }: Part & { action: string }) {
  const problems = Object.entries(part.errors).map(([field, message]) => ({ field, message }));
  return (
    <form method="post" action={action} noValidate>
      <div className="stack">
        <ErrorSummary problems={problems} />
        <Who {...part} />
      </div>
      <Section title="In your words">
        <div className="stack">
          <Words {...part} />
        </div>
      </Section>
      <Section title="How you work here">
        <div className="stack">
          <Ways {...part} />
        </div>
      </Section>
      <Section title="Licences">
        <p>
          Where there are any, people who book online are asked where they will be, and only these regions
          can. Leave all of it empty if your profession has no licence.
        </p>
        <Licences {...part} />
      </Section>
      <div className="cluster after">
        <Button busy="Saving…">Save the profile</Button>
        <ButtonLink kind="quiet" href={href("/practice/settings")}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}

type TextProps = Part & { name: string; label: string; hint?: string; max: number; optional?: boolean };

function Text({ values, errors, name, label, hint, max, optional = false }: TextProps) {
  return (
    <TextField
      name={name}
      label={label}
      hint={hint}
      required={!optional}
      maxLength={max}
      value={values[name]}
      error={errors[name]}
    />
  );
}

function Who(part: Part) {
  return (
    <>
      <Text {...part} name="name" label="Name" hint="With what belongs to it: “Ana Reyes, LCSW”." max={120} />
      <Text {...part} name="firstName" label="First name" hint="What letters call you." max={60} />
      <Text {...part} name="title" label="What you are" hint="“Licensed clinical social worker”." max={120} />
    </>
  );
}

function Words({ values, errors }: Part) {
  const list = (name: string, label: string, hint: string) => (
    <TextArea
      name={name}
      label={label}
      required={false}
      hint={hint}
      rows={3}
      maxLength={2000}
      value={values[name]}
      error={errors[name]}
    />
  );
  return (
    <>
      <Text values={values} errors={errors} name="headline" label="One sentence" max={200} />
      <div className="written">
        <TextArea
          name="bio"
          label="About you"
          required={false}
          hint="Written in Markdown: ## begins a heading, - a list, **two stars** make bold."
          rows={12}
          maxLength={10_000}
          value={values.bio}
          error={errors.bio}
        />
      </div>
      {list("specialties", "You work with", "One a line, at most 12: Anxiety, Sleep, Grief.")}
      {list("languages", "You speak", "One a line, at most 12.")}
    </>
  );
}

function Ways({ values, errors }: Part) {
  const tick = (name: string, label: string, hint: string) => (
    <CheckboxField name={name} label={label} hint={hint} checked={values[name] === "yes"} />
  );
  const zone = values.zone && !errors.zone ? values.zone : "UTC";
  return (
    <>
      <ZoneField
        name="zone"
        label="Your time zone"
        hint="Your day, your calendar and your letters are read by it. Hours you set before keep theirs."
        regions={regionsWith(zone)}
        value={zone}
        error={errors.zone}
      />
      <TextField
        name="roomUrl"
        type="url"
        label="Your video room"
        required={false}
        hint="A link that begins with https://. Whoever booked online gets it."
        maxLength={500}
        spellCheck={false}
        value={values.roomUrl}
        error={errors.roomUrl}
      />
      {tick(
        "isPublished",
        "Show this profile on the site",
        "Without the tick nobody finds it or books by it.",
      )}
      {tick(
        "marksByItself",
        "Count sessions as attended by themselves",
        "Two days after one that nobody marked. No card is charged by that.",
      )}
    </>
  );
}

const rows = [1, 2, 3, 4, 5, 6];

/** A row for each licence there is, or one; the rest of them folded away. */
function Licences({ values, errors }: Part) {
  const used = Object.keys({ ...values, ...errors }).filter((name) => values[name] || errors[name]);
  const last = Math.max(0, ...used.map((name) => Number(/^licence-(\d)-/.exec(name)?.[1] ?? 0)));
  const shown = Math.max(1, last);
  const fields = (row: number) => (
    <fieldset key={row} className="licence">
      <legend className="sr-only">Licence {row}</legend>
      {(["region", "number", "expires"] as const).map((part) => {
        const name = `licence-${row}-${part}`;
        return (
          <TextField
            key={part}
            name={name}
            type={part === "expires" ? "date" : "text"}
            label={licenceWords[part]}
            required={false}
            maxLength={60}
            value={values[name]}
            error={errors[name]}
          />
        );
      })}
    </fieldset>
  );
  return (
    <>
      {rows.slice(0, shown).map(fields)}
      {shown < rows.length && (
        <details className="more licences">
          <summary>More licences</summary>
          <div className="stack">{rows.slice(shown).map(fields)}</div>
        </details>
      )}
    </>
  );
}

const licenceWords = { region: "Region", number: "Number", expires: "Runs out on" };

import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { reasonWords } from "#app/routes/practice/clients/in-words.ts";
import { problemsOf } from "#app/routes/practice/clients/problems.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, RadioGroup, SelectField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Page } from "./columns.tsx";
import { fieldWords } from "./in-words.ts";
import { ReadAs } from "./read-as.tsx";

const choices = Object.entries(fieldWords).map(([value, label]) => ({ value, label }));
const reasons = Object.entries(reasonWords).map(([value, label]) => ({ value, label }));

const stages = [
  {
    value: "ongoing",
    label: "Ongoing",
    hint: "You are in the middle of it. They can book sessions at once.",
  },
  { value: "intake", label: "Intake", hint: "You are beginning. They can book sessions at once." },
  { value: "discovery", label: "They start with a call", hint: "Like everybody. Their doors stay closed." },
];

type Props = { page: Page; typed: Record<string, string>; errors: FieldErrors | undefined };

/** What each column holds, with the first rows beside it, and how its people come in. */
export function ColumnsPage({ page, typed, errors }: Props) {
  return (
    <form className="stack" method="post" noValidate>
      <WorkHeading
        eyebrow={page.fileName}
        title="What the columns hold"
        lede={<p>Guessed from the headings; change what is wrong. What you leave out stays in your file.</p>}
      />
      <ErrorSummary problems={problemsOf(errors)} />
      <ReadAs encoding={page.encoding} delimiter={page.delimiter} />
      {page.clinical.length > 0 && (
        <Notice>
          <p>
            {page.clinical.join(", ")}: notes and anything clinical are not brought in. They belong in a
            record, and stay in your file.
          </p>
        </Notice>
      )}
      <Section title="Columns">
        <ul className="import-columns">
          {page.columns.map(({ heading, examples }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place, and two may be headed alike.
            <li key={index}>
              <SelectField
                name={`column-${index}`}
                label={heading}
                prompt="Leave it out"
                options={choices}
                value={typed[`column-${index}`]}
                error={errors?.[`column-${index}`]}
              />
              <Examples examples={examples} />
            </li>
          ))}
        </ul>
        {page.first && (
          <CheckboxField
            name="firstIsPerson"
            label="The first row is a person too"
            hint={`It was taken for headings: ${page.first}`}
            required={false}
            checked={typed.firstIsPerson === "yes"}
          />
        )}
      </Section>
      <Section title="How they come in">
        <div className="stack">
          <RadioGroup
            name="stage"
            label={`How does it stand with ${page.with}?`}
            hint="Where a column says so for somebody, that counts."
            options={stages}
            value={typed.stage}
            error={errors?.stage}
          />
          <SelectField
            name="reason"
            label="Why without a call"
            hint="It is kept in the log of each of them."
            options={reasons}
            value={typed.reason}
            error={errors?.reason}
          />
          <CheckboxField
            name="welcomes"
            label="Write everybody new a welcome"
            hint="With the link to their page, to whoever has an address and is still in care. A letter can’t be taken back."
            required={false}
            checked={typed.welcomes === "yes"}
          />
        </div>
      </Section>
      <div className="cluster">
        <Button busy="Sorting out…">See every row</Button>
        <ButtonLink kind="quiet" href={href("/office/imports")}>
          Back to the lists
        </ButtonLink>
      </div>
    </form>
  );
}

function Examples({ examples }: { examples: string[] }) {
  const said = examples.filter(Boolean);
  if (said.length === 0) return <p className="hint">Nothing in the first rows</p>;
  return (
    <ul className="import-examples">
      {said.map((example, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three rows in their order, and two may say the same.
        <li key={index}>{example}</li>
      ))}
    </ul>
  );
}

import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Described } from "#app/ui/field-words.tsx";
import { HiddenFields, SelectField, TextArea } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { reasonWords } from "./in-words.ts";
import { LetterLine } from "./letter-line.tsx";
import { problemsOf } from "./problems.ts";

type Choice = { slug: string; name: string; firstName: string; isOpen: boolean; isMeant: boolean };

type Props = {
  page: {
    client: { id: string; name: string };
    choices: Choice[];
    opensAll: boolean;
    needsReason: boolean;
    lettersTo: string[];
  };
  errors: FieldErrors | undefined;
  typed: Record<string, string> | null;
};

const reasons = Object.entries(reasonWords).map(([value, label]) => ({ value, label }));

/** What beginning means, whose doors open, and the button. */
export function BeginningPage({ page, errors, typed }: Props) {
  const { client, needsReason, lettersTo } = page;
  const record = href("/practice/clients/:id", { id: client.id });
  return (
    <form className="stack" method="post" noValidate>
      <WorkHeading
        eyebrow={client.name}
        title="Begin together"
        lede={
          <p>
            They can then book sessions themselves, and care stands at intake. After the first session it is
            ongoing by itself.
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} />
      <WhoseDoors page={page} error={errors?.with} typed={typed} />
      {needsReason && (
        <>
          <Notice>
            <p>There was no call here yet. The reason is kept in the log; what you add is for you alone.</p>
          </Notice>
          <SelectField
            name="reason"
            label="Why without a call"
            prompt="Choose a reason"
            options={reasons}
            value={typed?.reason}
            error={errors?.reason}
          />
          <TextArea
            name="words"
            label="Anything to add"
            hint="Sealed. Reading it later is recorded."
            required={false}
            maxLength={4000}
            value={typed?.words}
            error={errors?.words}
          />
        </>
      )}
      <LetterLine names={lettersTo} />
      <div className="cluster">
        <Button busy="Beginning…">Begin together</Button>
        <ButtonLink kind="quiet" href={record}>
          Not now
        </ButtonLink>
      </div>
    </form>
  );
}

type WhoseProps = { page: Props["page"]; error: string | undefined; typed: Props["typed"] };

/** In a practice of one there is nothing to choose. */
function WhoseDoors({ page: { choices, opensAll }, error, typed }: WhoseProps) {
  const [only] = choices;
  if (choices.length === 1 && only) return <HiddenFields values={{ [`with-${only.slug}`]: "yes" }} />;
  if (opensAll)
    return (
      <>
        <p>
          Here one call opens every door: {choices.map(({ firstName }) => firstName).join(", ")}. They choose
          for themselves whom they book with.
        </p>
        <HiddenFields values={Object.fromEntries(choices.map(({ slug }) => [`with-${slug}`, "yes"]))} />
      </>
    );
  return (
    <fieldset
      className="field"
      id="with"
      data-invalid={error ? "" : undefined}
      aria-describedby={error ? "with-error" : undefined}
    >
      <legend>Whose doors open</legend>
      <Described name="with" error={error} hint="With whom they can book from now on." />
      {choices.map(({ slug, name, isOpen, isMeant }) => (
        <div key={slug} className="check">
          <input
            id={`with-${slug}`}
            type="checkbox"
            name={`with-${slug}`}
            value="yes"
            disabled={isOpen}
            defaultChecked={isOpen || (typed ? typed[`with-${slug}`] === "yes" : isMeant)}
          />
          <label htmlFor={`with-${slug}`}>{isOpen ? `${name} (open already)` : name}</label>
        </div>
      ))}
    </fieldset>
  );
}

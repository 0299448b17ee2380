import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { problemsOf } from "#app/routes/practice/clients/problems.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { type Choice, HiddenFields, SelectField, TextArea } from "#app/ui/fields.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";

type Props = {
  therapists: readonly Choice[];
  typed: Record<string, string>;
  errors: FieldErrors | undefined;
};

/** Choose a file, or paste a list: nobody is a client yet afterwards. */
export function NewListPage({ therapists, typed, errors }: Props) {
  if (therapists.length === 0)
    return (
      <>
        <WorkHeading title="Bring a list" />
        <p className="empty">Clients come to a therapist, and nobody here sees clients yet.</p>
      </>
    );
  return (
    <form
      className="stack"
      method="post"
      action={href("/office/imports/new")}
      encType="multipart/form-data"
      noValidate
    >
      <WorkHeading
        title="Bring a list"
        lede={
          <p>
            A CSV file, or lines you paste. Next you say what each column holds, then you see every row;
            nobody is added before you say so. The list is kept sealed, and for a day at most.
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(errors)} />
      {therapists.length === 1 ? (
        <HiddenFields values={{ of: therapists[0]?.value }} />
      ) : (
        <SelectField name="of" label="Whose clients are they" options={therapists} value={typed.of} />
      )}
      <FileField
        name="file"
        label="CSV file"
        hint={
          <>
            Up to 20 MB and 50,000 rows. <a href={href("/office/imports/sample.csv")}>Take a sample file</a>
          </>
        }
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        error={errors?.file}
        required={false}
      />
      <TextArea
        name="list"
        label="Or paste the list"
        hint="With its headings, one person a line. Names alone are fine too."
        rows={6}
        value={typed.list}
        error={errors?.list}
        required={false}
      />
      <div className="cluster">
        <Button busy="Reading…">Read the list</Button>
        <ButtonLink kind="quiet" href={href("/office/imports")}>
          Back to the lists
        </ButtonLink>
      </div>
    </form>
  );
}

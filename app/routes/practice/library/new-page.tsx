import { href } from "react-router";
import type { ContentKind } from "#app/db/schema/content.ts";
import { contentWords } from "#app/routes/content-in-words.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, RadioGroup, SelectField, TextField } from "#app/ui/fields.tsx";
import { FileField } from "#app/ui/file-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { WordsFields } from "./fields.tsx";

type NewItemProps = {
  therapists: readonly { value: string; label: string }[];
  typed: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string>>;
};

const hints: Record<ContentKind, string> = {
  audio: "Something you recorded: MP3, M4A, WAV, OGG or FLAC, up to 300 MB.",
  meditation: "The same, to be guided by.",
  worksheet: "A PDF, up to 25 MB.",
  link: "A page, a film or a book elsewhere.",
};

const kinds = (Object.keys(hints) as ContentKind[]).map((value) => ({
  value,
  label: contentWords[value],
  hint: hints[value],
}));

/** One form for all of it; the file stands last, so that everything else is known when it comes. */
export function NewItemPage({ therapists, typed, errors }: NewItemProps) {
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <>
      <WorkHeading
        title="Add to the library"
        lede={<p>Nobody has it until you give it to them.</p>}
        actions={
          <ButtonLink kind="quiet" href={href("/practice/library")}>
            Back to the library
          </ButtonLink>
        }
      />
      <form
        className="stack"
        method="post"
        action={href("/practice/library/new")}
        encType="multipart/form-data"
        data-uploads={href("/practice/library/uploads")}
        noValidate
      >
        <ErrorSummary problems={problems} />
        <RadioGroup name="kind" label="What is it?" options={kinds} value={typed.kind} error={errors.kind} />
        {therapists.length > 1 && (
          <SelectField name="of" label="Whose" options={therapists} value={typed.of} />
        )}
        <WordsFields typed={typed} errors={errors} hasTranscript />
        <TextField
          name="url"
          type="url"
          label="Address, for a link"
          hint="It begins with https://."
          required={false}
          value={typed.url}
          error={errors.url}
        />
        <HiddenFields values={{ brought: typed.brought ?? "" }} />
        {typed.brought && !errors.file && (
          <Notice>Your file is here already. Choose another only to take its place.</Notice>
        )}
        <FileField
          name="file"
          label="The file"
          hint="For all but a link. What it really is, is looked at when it arrives."
          required={false}
          accept="audio/*,application/pdf,.m4a"
          error={errors.file}
        />
        <p className="hint" role="status" data-progress="" />
        <Button busy="Adding…">Add it</Button>
      </form>
      <script type="module" src="/upload.js" />
    </>
  );
}

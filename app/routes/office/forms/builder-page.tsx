import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, HiddenFields, SelectField, TextArea, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Builder } from "./form.tsx";
import { PageEditor } from "./page-editor.tsx";
import { stageWords, unreadyWords } from "./words.ts";

/** A form as the practice builds it: pages and their parts, each change a form of its own. */
export function BuilderPage({ page, errors }: { page: Builder; errors: FieldErrors }) {
  const { id, body } = page;
  const self = href("/office/forms/:id", { id });
  const isFixed = page.kind === "measure";
  const unready = page.problem && Object.hasOwn(unreadyWords, page.problem);
  return (
    <>
      <WorkHeading
        title={page.name}
        lede={
          <p>
            {page.published === null ? "Not published yet." : `Version ${page.published} is in use.`}{" "}
            {page.hasDraft && page.published !== null && "Changes wait to be published."}
          </p>
        }
        actions={
          <>
            {page.hasDraft && (
              <form method="post" action={href("/office/forms/:id/publication", { id })}>
                <Button busy="Publishing…">Publish</Button>
              </form>
            )}
            <ButtonLink kind="quiet" href={href("/office/forms/:id/preview", { id })}>
              Preview
            </ButtonLink>
          </>
        }
      />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        {unready && (
          <Notice kind="danger" flash>
            <p>Not published. {unreadyWords[page.problem as keyof typeof unreadyWords]}</p>
          </Notice>
        )}
        <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      </div>
      <Section title="How it is used">
        <form className="stack" method="post" action={self}>
          <HiddenFields values={{ do: "standing" }} />
          <TextField
            name="name"
            label="What it is called"
            value={page.name}
            maxLength={120}
            error={errors.name}
          />
          <SelectField
            name="askedAt"
            label="Asks by itself"
            required={false}
            prompt="Never: it is asked by hand"
            value={page.askedAt ?? ""}
            options={Object.entries(stageWords).map(([value, label]) => ({ value, label }))}
          />
          <CheckboxField
            name="putAway"
            label="Put away"
            hint="Nobody is asked it any more. What was answered stays."
            required={false}
            checked={page.isPutAway}
          />
          <Button kind="quiet" busy="Keeping…">
            Keep this
          </Button>
        </form>
      </Section>
      {isFixed ? (
        <Section title="What it asks">
          <p>A measure’s questions, their order and their points are its authors’. They stay as they are.</p>
          {body.measure && (
            <p className="hint">
              {body.measure.source} {body.measure.licence}
            </p>
          )}
        </Section>
      ) : (
        <>
          <Section title="Before the first page">
            <form className="stack" method="post" action={self}>
              <HiddenFields values={{ do: "words" }} />
              <TextArea
                name="intro"
                label="What it is for"
                required={false}
                value={body.intro}
                maxLength={2000}
              />
              <TextField
                name="minutes"
                label="Minutes it takes, honestly"
                inputMode="numeric"
                narrows
                value={String(body.minutes)}
                error={errors.minutes}
              />
              <Button kind="quiet" busy="Keeping…">
                Keep this
              </Button>
            </form>
          </Section>
          {body.pages.map((one, at) => (
            <PageEditor key={one.key} id={id} page={one} at={at} count={body.pages.length} />
          ))}
          <Section title="Another page">
            <form className="stack" method="post" action={self}>
              <HiddenFields values={{ do: "add_page" }} />
              <TextField name="title" label="Its title" maxLength={120} error={errors.title} />
              <Button kind="quiet" busy="Adding…">
                Add the page
              </Button>
            </form>
          </Section>
        </>
      )}
    </>
  );
}

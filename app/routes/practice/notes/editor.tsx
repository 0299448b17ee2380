import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { CheckboxField, HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Page } from "./note.tsx";

/** A draft: its sections to write in, saved by itself every five seconds (public/notes.js), what came before beside it. */
export function Editor({ page }: { page: Page }) {
  const { id, client, kind, layout, about, where, news, sections, goals, last, isAlone } = page;
  return (
    <>
      <WorkHeading
        eyebrow={client}
        title={kind}
        lede={
          <>
            <p>
              <span className="time">{about}</span>
              {where && `, from ${where}`}
            </p>
            {isAlone && <p>Yours alone. Nobody else reads it, and no export carries it.</p>}
          </>
        }
      />
      {news && (
        <Notice kind="ok" flash>
          <p>{news}</p>
        </Notice>
      )}
      <div className="note-desk">
        <form
          className="stack note-editor"
          method="post"
          action={href("/practice/notes/:id/words", { id })}
          data-autosave={href("/practice/notes/:id/draft", { id })}
          noValidate
        >
          <HiddenFields values={{ version: String(page.version) }} />
          <p className="hint" data-autosaved role="status">
            Draft in the layout {layout}. Markdown works.
          </p>
          {sections.map(({ key, title, text, hint }) => (
            <TextArea
              key={key}
              name={`s-${key}`}
              label={title}
              hint={hint || undefined}
              required={false}
              rows={7}
              maxLength={12_000}
              value={text}
            />
          ))}
          {goals.length > 0 && (
            <fieldset className="field">
              <legend>Goals it touches</legend>
              {goals.map((goal) => (
                <CheckboxField
                  key={goal.id}
                  name={`g-${goal.id}`}
                  label={goal.text}
                  required={false}
                  checked={goal.isNamed}
                />
              ))}
            </fieldset>
          )}
          <div className="cluster">
            <Button busy="Saving…" formAction={`${href("/practice/notes/:id/words", { id })}?then=sign`}>
              Read through and sign
            </Button>
            <Button kind="quiet" busy="Saving…">
              Save draft
            </Button>
          </div>
        </form>
        <aside>
          {last && (
            <Section title="The last note">
              <p className="hint">{last.title}. That you read it is recorded.</p>
              {last.sections.map((one) => (
                <div key={one.key}>
                  <h3>{one.title}</h3>
                  <Prose html={one.html} />
                </div>
              ))}
            </Section>
          )}
          {page.answered.map((form) => (
            <Section key={form.id} title={form.title}>
              <p className="hint">
                Signed {form.when}. That you read it is recorded.
                {form.score && ` ${form.score}.`}
              </p>
              <details>
                <summary>What they answered</summary>
                <Facts facts={form.answers.map(({ label, answer }) => ({ term: label, value: answer }))} />
              </details>
            </Section>
          ))}
          <form method="post" action={href("/practice/notes/:id/removal", { id })} className="after">
            <p className="hint">Begun by mistake?</p>
            <Button kind="quiet" small>
              Throw the draft away
            </Button>
          </form>
        </aside>
      </div>
      <script type="module" src="/notes.js" />
    </>
  );
}

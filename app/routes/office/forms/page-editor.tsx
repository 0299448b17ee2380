import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import type { FormPage } from "#app/values/form-body.ts";
import { partWords } from "./words.ts";

type EditorProps = { id: string; page: FormPage; at: number; count: number };

/** One page of a form as it is built: its parts in order, what can be added, and the page’s own words. */
export function PageEditor({ id, page, at, count }: EditorProps) {
  const self = href("/office/forms/:id", { id });
  const part = href("/office/forms/:id/part", { id });
  return (
    <Section title={`Page ${at + 1}: ${page.title}`} id={page.key}>
      <ul className="ledger">
        {page.parts.map((one, n) => {
          const name = one.kind === "section" ? one.title : one.label;
          return (
            <li key={one.key}>
              <h3>
                <a href={`${part}?${new URLSearchParams({ page: page.key, part: one.key })}`}>{name}</a>
              </h3>
              <div className="cluster">
                <span className="hint">
                  {partWords[one.kind]}
                  {one.showIf && ", only after an earlier answer"}
                </span>
                {n > 0 && (
                  <Press
                    to={self}
                    fields={{ do: "move_part", page: page.key, part: one.key, by: "-1" }}
                    label={`Move up: ${name}`}
                    words="Up"
                  />
                )}
                {n < page.parts.length - 1 && (
                  <Press
                    to={self}
                    fields={{ do: "move_part", page: page.key, part: one.key, by: "1" }}
                    label={`Move down: ${name}`}
                    words="Down"
                  />
                )}
                <Press
                  to={self}
                  fields={{ do: "drop_part", page: page.key, part: one.key }}
                  label={`Remove: ${name}`}
                  words="Remove"
                />
              </div>
            </li>
          );
        })}
      </ul>
      <p className="cluster mt-6">
        {(Object.keys(partWords) as (keyof typeof partWords)[]).map((kind) => (
          <a key={kind} href={`${part}?${new URLSearchParams({ page: page.key, kind })}`}>
            Add {partWords[kind].toLowerCase()}
            <span className="sr-only"> to {page.title}</span>
          </a>
        ))}
      </p>
      <details>
        <summary>Title and order of this page</summary>
        <form className="stack" method="post" action={self}>
          <HiddenFields values={{ do: "page", page: page.key }} />
          <label className="field">
            <span>Title</span>
            <input className="input" name="title" defaultValue={page.title} maxLength={120} required />
          </label>
          <label className="field">
            <span>Words above the questions</span>
            <textarea className="input" name="text" rows={3} defaultValue={page.text} maxLength={2000} />
          </label>
          <label className="check">
            <input type="checkbox" name="sensitive" value="yes" defaultChecked={page.isSensitive} />
            <span>Say first that it may be harder to read</span>
          </label>
          <Button kind="quiet" small busy="Keeping…">
            Keep this
          </Button>
        </form>
        <div className="cluster mt-6">
          {at > 0 && (
            <Press
              to={self}
              fields={{ do: "move_page", page: page.key, by: "-1" }}
              label={`Move page up: ${page.title}`}
              words="Move up"
            />
          )}
          {at < count - 1 && (
            <Press
              to={self}
              fields={{ do: "move_page", page: page.key, by: "1" }}
              label={`Move page down: ${page.title}`}
              words="Move down"
            />
          )}
          {count > 1 && (
            <Press
              to={self}
              fields={{ do: "drop_page", page: page.key }}
              label={`Remove page: ${page.title}`}
              words="Remove the page"
            />
          )}
        </div>
      </details>
    </Section>
  );
}

type PressProps = { to: string; fields: Record<string, string>; label: string; words: string };

function Press({ to, fields, label, words }: PressProps) {
  return (
    <form method="post" action={to}>
      <HiddenFields values={fields} />
      <Button kind="quiet" small>
        <span aria-hidden>{words}</span>
        <span className="sr-only">{label}</span>
      </Button>
    </form>
  );
}

import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Page } from "./note.tsx";

/** A note as it was signed, and what was added to it. */
export function SignedNote({ page }: { page: Page }) {
  const { id, client, kind, about, author, signedAt, news, isOwn, isStruck, isAlone } = page;
  return (
    <>
      <WorkHeading
        eyebrow={client}
        title={kind}
        lede={
          <p>
            <span className="time">{about}</span>
            {page.where && `, from ${page.where}`}. Signed by {author}, {signedAt}.
          </p>
        }
        actions={
          isOwn && (
            <>
              <ButtonLink kind="quiet" href={href("/practice/notes/:id/amendments", { id })}>
                Add to it
              </ButtonLink>
              {!isStruck && (
                <ButtonLink kind="quiet" href={href("/practice/notes/:id/error", { id })}>
                  Entered in error
                </ButtonLink>
              )}
              {isAlone && (
                <ButtonLink kind="quiet" href={href("/practice/notes/:id/release", { id })}>
                  Release
                </ButtonLink>
              )}
            </>
          )
        }
      />
      {news && (
        <Notice kind="ok" flash>
          <p>{news}</p>
        </Notice>
      )}
      {!page.isWhole && (
        <Notice kind="danger">
          <p>These words are not the ones that were signed. Please tell whoever runs this server.</p>
        </Notice>
      )}
      <p className="cluster marks">
        {page.tags.map(({ kind, words }) => (
          <Tag key={words} kind={kind}>
            {words}
          </Tag>
        ))}
      </p>
      <p className="hint">That you read it is recorded.</p>
      <div data-struck={isStruck || undefined}>
        {page.sections
          .filter(({ text }) => text.trim() !== "")
          .map(({ key, title, html }) => (
            <Section key={key} title={title}>
              <Prose html={html} />
            </Section>
          ))}
      </div>
      {page.goals.length > 0 && (
        <Section title="Goals it touches">
          <ul>
            {page.goals.map((goal) => (
              <li key={goal.id}>{goal.text}</li>
            ))}
          </ul>
        </Section>
      )}
      {page.amendments.length > 0 && (
        <Section title="Afterwards">
          {page.amendments.map((one) => (
            <div key={one.id}>
              <h3>{one.title}</h3>
              <p className="hint">{one.when}</p>
              <Prose html={one.html} />
            </div>
          ))}
        </Section>
      )}
    </>
  );
}

import { href } from "react-router";
import { contentWords, whatItIs } from "#app/routes/content-in-words.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Player, Transcript } from "#app/ui/player.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { WordsFields } from "./fields.tsx";
import { Giving } from "./giving-part.tsx";
import { Having } from "./having-part.tsx";
import type { ItemPage as Page } from "./item-of.ts";

type ItemProps = {
  page: Page;
  said: string | null;
  typed?: Record<string, string> | undefined;
  errors: Record<string, string>;
};

/** An item as its therapist keeps it: itself, who has it, and what can be done with it. */
export function ItemPage({ page, said, typed, errors }: ItemProps) {
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const { id, isPutAway } = page;
  return (
    <>
      <WorkHeading
        title={page.title}
        eyebrow={`${whatItIs(page)} · ${page.therapistName}`}
        actions={
          <ButtonLink kind="quiet" href={href("/practice/library")}>
            Back to the library
          </ButtonLink>
        }
      />
      <div className="stack">
        {said && <Notice flash>{said}</Notice>}
        {isPutAway && <Notice>It was put away: those who have it keep it, nobody new gets it.</Notice>}
        <Itself page={page} />
      </div>
      <Having page={page} />
      {!isPutAway && <Giving page={page} />}
      <Section title="What it says" id="words">
        <form
          className="stack"
          method="post"
          action={href("/practice/library/:item", { item: id })}
          noValidate
        >
          <ErrorSummary problems={problems} />
          <WordsFields
            typed={typed ?? { title: page.title, words: page.words, transcript: page.transcript }}
            errors={errors}
            hasTranscript={page.isHeard}
          />
          <Button kind="quiet" busy="Keeping…">
            Keep this
          </Button>
        </form>
      </Section>
      <Section title={isPutAway ? "Take it out again" : "Put it away"}>
        <form
          className="stack"
          method="post"
          action={href("/practice/library/:item/putting-away", { item: id })}
        >
          <p>
            {isPutAway
              ? "Then it can be given again."
              : "For what you don’t use any more. Those who have it keep it."}
          </p>
          <HiddenFields values={{ out: isPutAway ? "yes" : undefined }} />
          <Button kind="quiet">{isPutAway ? "Take it out" : "Put it away"}</Button>
        </form>
      </Section>
    </>
  );
}

function Itself({ page: { title, fileId, isHeard, url, html, transcript, kind } }: { page: Page }) {
  return (
    <>
      {fileId && isHeard && <Player title={title} src={href("/files/:id", { id: fileId })} />}
      {fileId && !isHeard && (
        <p>
          <ButtonLink kind="quiet" href={href("/files/:id", { id: fileId })} download="">
            Open the {contentWords[kind].toLowerCase()}
          </ButtonLink>
        </p>
      )}
      {url && (
        <p>
          <a href={url} rel="noopener noreferrer" target="_blank">
            {url}
          </a>
        </p>
      )}
      {html && <Prose html={html} />}
      <Transcript text={transcript} />
    </>
  );
}

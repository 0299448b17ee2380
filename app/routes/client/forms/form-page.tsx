import { href } from "react-router";
import type { Answers } from "#app/domain/forms/rules.ts";
import type { FieldErrors } from "#app/http.ts";
import { PartField } from "#app/routes/forms/part-fields.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Section } from "#app/ui/section.tsx";
import { HelpNow } from "./form-help.tsx";
import type { Shown, ShownAs } from "./form-of.ts";

type FillProps = {
  page: ShownAs<"fill">;
  typed: Answers | undefined;
  errors: FieldErrors;
  isElsewhere: boolean;
};

/** One group of questions. */
export function FillPage({ page, typed, errors, isElsewhere }: FillProps) {
  const self = href("/client/forms/:id", { id: page.id });
  const at = page.steps.findIndex(({ state }) => state === "current") + 1;
  const answers = typed ?? page.answers;
  return (
    <>
      {page.help && (
        <div className="mb-6">
          <HelpNow help={page.help} firstName={page.firstName} />
        </div>
      )}
      <PageHeading
        knot
        eyebrow={`${page.forName ? `${page.name}, for ${page.forName}` : page.name} · ${at} of ${page.steps.length}`}
        title={page.title}
        lede={
          <>
            {page.isFirst && page.intro && <p>{page.intro}</p>}
            {page.text && <p>{page.text}</p>}
            <p className="hint">
              {page.minutesAgo === null
                ? "Saved when you go on. You can leave any question out."
                : `Saved ${ago(page.minutesAgo)}.`}
            </p>
          </>
        }
      />
      {isElsewhere && (
        <Notice kind="danger" flash>
          <p>
            This page was saved elsewhere while you were writing: on another device, or in another tab.
            Nothing there was overwritten. What you typed stands below; if it is what counts, press again and
            it takes its place.
          </p>
        </Notice>
      )}
      <form className="stack" method="post" action={`${self}?page=${page.page}`} data-guard="">
        <HiddenFields values={{ mark: page.mark, back: page.back ?? undefined }} />
        <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        {page.parts.map((part) => (
          <PartField key={part.key} part={part} answer={answers[part.key]} error={errors[part.key]} />
        ))}
        <div className="cluster">
          <Button busy="Saving…">Save and go on</Button>
          <ButtonLink kind="quiet" href={href("/client/forms")}>
            Later
          </ButtonLink>
        </div>
      </form>
      <nav aria-label="Pages of this form">
        <ol className="steps">
          {page.steps.map(({ key, title, state }) => (
            <li
              key={key}
              className="knot"
              data-state={state}
              aria-current={state === "current" ? "step" : undefined}
            >
              <a href={`${self}?page=${key}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
    </>
  );
}

function ago(minutes: number): string {
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} ${minutes === 1 ? "minute" : "minutes"} ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} ${hours === 1 ? "hour" : "hours"} ago` : `${Math.floor(hours / 24)} days ago`;
}

/** What was answered, with the way back to each page; and the place to sign. */
export function ReviewPage({ page }: { page: ShownAs<"review"> }) {
  const { id, problem } = page;
  return (
    <>
      {page.help && (
        <div className="mb-6">
          <HelpNow help={page.help} firstName={page.firstName} />
        </div>
      )}
      <PageHeading
        knot
        eyebrow={page.name}
        title="Look it over, and sign"
        lede={
          <p>{page.firstName} reads it once you have signed. After that nothing in it changes any more.</p>
        }
      />
      <Answered page={page} changes />
      <Section title="Your signature">
        {page.missing.length > 0 ? (
          <Notice>
            <p>Before you can sign, please answer: {page.missing.join("; ")}.</p>
          </Notice>
        ) : (
          <form className="stack" method="post" action={href("/client/forms/:id/signature", { id })}>
            <TextField
              name="name"
              label="Your name"
              hint="Typing it is your signature."
              autoComplete="name"
              maxLength={120}
              error={problem === "name" ? "Please type your name to sign." : undefined}
            />
            <Button busy="Sending…">Sign and send</Button>
          </form>
        )}
      </Section>
    </>
  );
}

/** What was signed: to read, for good. */
export function SignedPage({ page }: { page: ShownAs<"signed"> }) {
  return (
    <>
      {(page.help || page.isNew) && (
        <div className="stack mb-6">
          {page.isNew && (
            <Notice kind="ok" flash>
              <p>Signed and sent. Thank you.</p>
            </Notice>
          )}
          {page.help && <HelpNow help={page.help} firstName={page.firstName} isSent />}
        </div>
      )}
      <PageHeading
        knot
        title={page.name}
        lede={
          <p>
            {page.signedAt
              ? `Signed by ${page.signature ?? "you"}, ${page.signedAt}. It stays as it is.`
              : "This form is closed. What you had written stays here to read."}
          </p>
        }
      />
      <Answered page={page} />
      {page.signedAt && (
        <p>
          <a href={href("/client/forms/:id/form.pdf", { id: page.id })} download="">
            Keep a copy (PDF)
          </a>
        </p>
      )}
      {page.consent === "given" && (
        <Section title="Taking it back">
          <form
            className="stack"
            method="post"
            action={href("/client/forms/:id/withdrawal", { id: page.id })}
          >
            <p>
              You can take back what you agreed to at any time. {page.firstName} is told, and you can talk
              about it.
            </p>
            <Button kind="quiet" busy="Taking it back…">
              Take back my consent
            </Button>
          </form>
        </Section>
      )}
      {page.consent === "back" && <p>You took back what you agreed to here.</p>}
      {page.measure && (
        <p className="hint">
          {page.measure.source} {page.measure.licence}
        </p>
      )}
      {page.hash && <p className="hint">Seal (SHA-256): {page.hash.slice(0, 16)}…</p>}
    </>
  );
}

function Answered({ page, changes = false }: { page: Shown; changes?: boolean }) {
  return page.rows.map(({ key, title, answers }) => (
    <Section key={key} title={title}>
      <Facts
        facts={answers.map(({ label, text, answer }) => ({
          term: label,
          value: (
            <>
              {text && <span className="hint">{text} </span>}
              <span className="said">{answer ?? "Left out"}</span>
            </>
          ),
        }))}
      />
      {changes && (
        <p>
          <a href={`${href("/client/forms/:id", { id: page.id })}?page=${key}&open=yes&back=review`}>
            Change<span className="sr-only"> {title}</span>
          </a>
        </p>
      )}
    </Section>
  ));
}

import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Page } from "./break-glass.tsx";

type Props = { page: Page; error: string | undefined; typed: string | undefined };

/** Opening a record without being its therapist: what it does, the reason, and who ever did it. */
export function BreakGlassPage({ page, error, typed }: Props) {
  const { client, openUntil, mayBreak, broken } = page;
  const { id } = client;
  const self = href("/practice/clients/:id/break-glass", { id });
  return (
    <>
      <WorkHeading
        eyebrow={client.name}
        title={mayBreak ? "Break the glass" : "Who broke the glass"}
        lede={
          <p>
            {mayBreak
              ? "For when somebody has to read this record, and whoever treats them can’t be asked."
              : "An owner may read a record for an hour without treating whose it is, with a reason that stays."}
          </p>
        }
        actions={
          <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
            Back to the record
          </ButtonLink>
        }
      />
      {openUntil && (
        <Notice>
          <p>
            It is open to you until <span className="time">{openUntil}</span>, to read and not to write.
          </p>
        </Notice>
      )}
      {mayBreak && <What therapists={page.therapists} />}
      {mayBreak && (
        <Section title="Why">
          {page.isFresh ? (
            <Reason self={self} error={error} typed={typed} />
          ) : (
            <SignInAgain back={self} what="A record can be opened like this" />
          )}
        </Section>
      )}
      <Section title="When it was opened">
        {broken.length === 0 ? (
          <p>Never. When it is, it stands here for good.</p>
        ) : (
          <ul className="ledger">
            {broken.map((one) => (
              <Opening key={one.id} one={one} self={self} reason={page.reason} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function What({ therapists }: { therapists: string[] }) {
  return (
    <div className="prose">
      <ul>
        <li>
          For one hour you read messages, signed forms, signed notes and goals. You change nothing, and
          psychotherapy notes stay shut.
        </li>
        <li>
          {therapists.length > 0 ? `${therapists.join(" and ")} will know at once, ` : "It is written down, "}
          with your name and your reason. {therapists.length > 0 && "So will the client, without the reason."}
        </li>
        <li>Everything you read is written down.</li>
      </ul>
    </div>
  );
}

function Reason({ self, error, typed }: { self: string } & Omit<Props, "page">) {
  return (
    <form className="stack" method="post" action={self} noValidate>
      <ErrorSummary problems={error ? [{ field: "reason", message: error }] : []} />
      <TextArea
        name="reason"
        label="Why it has to be now, and you"
        hint="It is sealed with the record, and stays."
        maxLength={1000}
        value={typed}
        error={error}
      />
      <div>
        <Button kind="danger" busy="Opening…">
          Open it for an hour
        </Button>
      </div>
    </form>
  );
}

type OpeningProps = { one: Page["broken"][number]; self: string; reason: Page["reason"] };

function Opening({ one, self, reason }: OpeningProps) {
  const { id, who, when, until, isOpen, mayReadWhy } = one;
  return (
    <li id={`opening-${id}`}>
      <h3>{who}</h3>
      <div className="hint">
        <span className="time">{when}</span>, until <span className="time">{until}</span>
      </div>
      {isOpen && (
        <p>
          <Tag kind="danger">Open now</Tag>
        </p>
      )}
      {reason?.id === id ? (
        <blockquote className="words">{reason.text}</blockquote>
      ) : (
        mayReadWhy && (
          <p>
            <a href={`${self}?read=${id}#opening-${id}`}>Read why</a>{" "}
            <span className="hint">That you read it is recorded.</span>
          </p>
        )
      )}
    </li>
  );
}

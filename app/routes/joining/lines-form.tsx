import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

type LinesFormProps = {
  page: {
    firstName: string;
    /** In letters. */
    longest: number;
    starts: string;
    /** When lines were sent, in words; null when none were. */
    sent: string | null;
    /** What they say; null behind a private link, which others may hold as well. */
    text: string | null;
  };
  here: string;
  back: string;
  typed: Record<string, string>;
  errors: FieldErrors;
};

/** A few lines a client may send before a session. */
export function LinesForm({ page, here, back, typed, errors }: LinesFormProps) {
  const { firstName, longest, starts, sent, text } = page;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <div className="stack">
      <form className="stack" method="post" action={here} noValidate>
        <PageHeading
          knot
          eyebrow={`Before ${starts}`}
          title={`A few lines for ${firstName}`}
          lede={
            <p>
              What you’d like to begin with, or what {firstName} should know before. {firstName} reads it when
              preparing, not at once, and nobody else does.
            </p>
          }
        />
        {sent && text === null && (
          <p>
            You sent lines on {sent}. They aren’t shown here, because a link can end up with somebody else.
            What you send now takes their place.
          </p>
        )}
        <ErrorSummary problems={problems} />
        <TextArea
          name="lines"
          label="Your lines"
          hint={`${longest} letters at most. You can change them until the session starts.`}
          rows={5}
          maxLength={longest}
          value={typed.lines ?? text ?? ""}
          error={errors.lines}
        />
        <div className="cluster">
          <Button busy="Sending…">{sent ? "Send these instead" : "Send these lines"}</Button>
          <ButtonLink kind="quiet" href={back}>
            Not now
          </ButtonLink>
        </div>
      </form>
      {sent && (
        <form method="post" action={here}>
          <HiddenFields values={{ taken: "back" }} />
          <Button kind="quiet">Take them back</Button>
        </form>
      )}
    </div>
  );
}

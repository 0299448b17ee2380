import { z } from "zod";
import { longestLines } from "#app/domain/bookings/lines.ts";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { isPlainText } from "#app/values/words.ts";

const lines = z
  .string()
  .min(1, "Write a line or two first.")
  .max(longestLines, `That’s more than ${longestLines} letters. The rest can wait for the session.`)
  .refine(isPlainText, "Please use plain letters, without control characters.");

/** What somebody sends before a session, or nothing: that they take it back. A browser ends lines with two characters. */
export const linesSchema = z
  .object({ taken: z.literal("back").optional(), lines: z.string().optional() })
  .transform(({ taken, lines: typed = "" }, context) => {
    if (taken) return { text: "" };
    const read = lines.safeParse(typed.replaceAll("\r\n", "\n").trim());
    if (read.success) return { text: read.data };
    for (const { message } of read.error.issues)
      context.addIssue({ code: "custom", path: ["lines"], message });
    return z.NEVER;
  });

type LinesFormProps = {
  page: {
    firstName: string;
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
  const { firstName, starts, sent, text } = page;
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
          hint={`${longestLines} letters at most. You can change them until the session starts.`}
          rows={5}
          maxLength={longestLines}
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

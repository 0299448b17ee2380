import { href } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

type SignInPageProps = {
  frame: Frame;
  /** Where to go on afterwards. */
  back: string | null;
  /** The address it opens with: what was typed, or what a join link knows. */
  email: string | undefined;
  error?: string | undefined;
  isInvited?: boolean;
};

/** The door: one address to type, and a letter comes. */
export function SignInPage({ frame, back, email, error, isInvited = false }: SignInPageProps) {
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action={href("/sign-in")} noValidate>
        <PageHeading
          knot
          title={isInvited ? "Open your own page" : "Sign in"}
          lede={
            <p>
              {isInvited
                ? "It shows your time and what comes after. There is no password: a link comes to your email, and it opens the door once."
                : "There is no password to remember. Type your email address, and a link comes to you that opens the door once."}
            </p>
          }
        />
        <ErrorSummary problems={error ? [{ field: "email", message: error }] : []} />
        <HiddenFields values={{ back: back ?? undefined }} />
        <TextField
          name="email"
          type="email"
          label="Email"
          hint="The one you book with, or work with here."
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          maxLength={254}
          value={email}
          error={error}
        />
        <Button busy="Sending…">Send me a link</Button>
        {import.meta.env.DEV && (
          <p className="hint">
            On this machine: <a href="/sign-in/password">sign in without a letter</a>
          </p>
        )}
      </form>
    </Site>
  );
}

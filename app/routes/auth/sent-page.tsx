import { href } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

/** After asking: what is on its way, and the form for a code that is read on another device. */
export function SentPage({ frame, error }: { frame: Frame; error?: string | undefined }) {
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action={href("/sign-in/code")} noValidate>
        <PageHeading
          knot
          title="Look in your inbox"
          lede={
            <p>
              If that address is on our list, a link is on its way. It works once, for 10 minutes. Open it in
              this browser.
            </p>
          }
        />
        <ErrorSummary problems={error ? [{ field: "code", message: error }] : []} title="Not signed in yet" />
        <TextField
          name="code"
          label="Or type the code from the email"
          hint="Six digits, for when you read your email on another device."
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={12}
          error={error}
        />
        <OwnDevice />
        <Button busy="Signing in…">Sign in with the code</Button>
        <p className="hint">
          Nothing there after a minute? Look among the unwanted mail, or{" "}
          <a href={href("/sign-in")}>ask for a new link</a>.
        </p>
      </form>
    </Site>
  );
}

/** Whether to be kept signed in for long; asked where somebody comes in. */
export function OwnDevice() {
  return (
    <CheckboxField
      name="device"
      value="own"
      label="This is my own device"
      required={false}
      hint="Clients stay signed in here for up to 30 days. Leave it empty where others could look."
    />
  );
}

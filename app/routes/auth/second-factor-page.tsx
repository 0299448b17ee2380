import { href } from "react-router";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { PasskeyForm, PasskeyScript, WherePasskeys } from "#app/ui/passkey-form.tsx";
import type { SecondStep } from "./second-step.ts";

type SecondFactorPageProps = {
  page: SecondStep;
  error?: string | undefined;
  passkeyError?: string | undefined;
};

/** The step between the mailed link and the practice: a code, a passkey, or one of the codes put by. */
export function SecondFactorPage({ page, error, passkeyError }: SecondFactorPageProps) {
  const { frame, query, hasApp, hasPasskey } = page;
  return (
    <Site frame={frame}>
      <div className="stack">
        <PageHeading
          knot
          title="One more step"
          lede={
            <p>
              People trust this practice with what they tell nobody else, so a mailed link alone doesn’t open
              it.
            </p>
          }
        />
        <ErrorSummary problems={problems(error, passkeyError)} title="Not yet" />
        {hasApp && (
          <form
            className="stack"
            method="post"
            action={`${href("/sign-in/second-factor")}${query}`}
            noValidate
          >
            <TextField
              name="code"
              label="Code from your authenticator app"
              hint="Six digits. It changes every thirty seconds."
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={12}
              error={error}
            />
            <Button busy="Looking…">Go on</Button>
          </form>
        )}
        {hasPasskey && (
          <div id="passkey">
            <WherePasskeys work="yes">
              <PasskeyForm
                purpose="prove"
                action={`${href("/sign-in/passkey")}${query}`}
                label="Use your passkey"
                kind={hasApp ? "quiet" : "primary"}
                words="No passkey came back. You can try again, or take another way."
              />
            </WherePasskeys>
            {!hasApp && (
              <WherePasskeys work="no">
                <p>
                  Your second step is a passkey, and this browser has none to offer: it is too old, or scripts
                  are switched off here. Please use another, or a recovery code.
                </p>
              </WherePasskeys>
            )}
            <PasskeyScript />
          </div>
        )}
        <p className="hint">
          Phone gone? <a href={`${href("/sign-in/recovery-code")}${query}`}>Use a recovery code</a>, or{" "}
          <a href={href("/sign-out")}>sign out</a>.
        </p>
      </div>
    </Site>
  );
}

function problems(code: string | undefined, passkey: string | undefined) {
  return [
    ...(code ? [{ field: "code", message: code }] : []),
    ...(passkey ? [{ field: "passkey", message: passkey }] : []),
  ];
}

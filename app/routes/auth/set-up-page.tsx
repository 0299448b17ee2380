import { href } from "react-router";
import type { Frame } from "#app/domain/site/queries.ts";
import { Site } from "#app/routes/site.tsx";
import { AppForm } from "#app/ui/app-form.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { PasskeyForm, PasskeyScript, WherePasskeys } from "#app/ui/passkey-form.tsx";
import { PasskeyName } from "#app/ui/passkey-name.tsx";
import { Section } from "#app/ui/section.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";
import type { ShownOffer } from "./set-up-app.ts";

type SetUpPageProps = {
  page: { frame: Frame; query: string; offer: ShownOffer | null };
  error?: string | undefined;
  passkeyError?: string | undefined;
};

/** The first time somebody of a practice comes in: an authenticator app or a passkey, whichever they have at hand. */
export function SetUpPage({ page: { frame, query, offer }, error, passkeyError }: SetUpPageProps) {
  const self = `${href("/sign-in/second-factor/set-up")}${query}`;
  return (
    <Site frame={frame}>
      <PageHeading
        knot
        title="Set up your second step"
        lede={
          <p>
            From now on a mailed link alone doesn’t open this practice: it also takes something only you have.
            Choose one way now; you can add the other later.
          </p>
        }
      />
      {!offer && <SignInAgain back={self} />}
      {offer && (
        <>
          <ErrorSummary problems={problems(error, passkeyError)} title="Not set up yet" />
          <Section title="With an authenticator app">
            <AppForm action={self} offer={offer} error={error} />
          </Section>
          <div id="passkey">
            <WherePasskeys work="yes">
              <Section title="Or with a passkey">
                <PasskeyForm
                  purpose="register"
                  action={`${href("/sign-in/second-factor/set-up/passkey")}${query}`}
                  label="Make a passkey"
                  words="No passkey was made. You can try again, or take an app instead."
                >
                  <p>Your device checks that it is you: by a finger, a face or a PIN.</p>
                  <PasskeyName />
                </PasskeyForm>
              </Section>
            </WherePasskeys>
            <PasskeyScript />
          </div>
        </>
      )}
    </Site>
  );
}

function problems(code: string | undefined, passkey: string | undefined) {
  return [
    ...(code ? [{ field: "code", message: code }] : []),
    ...(passkey ? [{ field: "passkey", message: passkey }] : []),
  ];
}

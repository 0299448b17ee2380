import { data, href, redirect } from "react-router";
import { passkeyWords, registerPasskey } from "#app/routes/auth/add-passkey.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PasskeyForm, PasskeyScript, WherePasskeys } from "#app/ui/passkey-form.tsx";
import { PasskeyName } from "#app/ui/passkey-name.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";
import type { Route } from "./+types/passkeys";
import { ownSecurity } from "./own-security.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const self = href("/practice/settings/security/passkeys");

export function loader({ context }: Route.LoaderArgs) {
  return { isReady: ownSecurity(context).isReady };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  const added = await registerPasskey(ctx, session, request);
  if (added.ok) throw redirect(`${href("/practice/settings/security")}?news=passkey`, 303);
  return data({ error: passkeyWords[added.refusal] }, { status: added.refusal === "not_fresh" ? 403 : 422 });
}

export function meta() {
  return [{ title: "Add a passkey" }, { name: "robots", content: "noindex" }];
}

export default function Passkeys({ loaderData: { isReady }, actionData }: Route.ComponentProps) {
  const error = actionData?.error;
  return (
    <>
      <WorkHeading
        title="Add a passkey"
        lede={<p>Your device checks that it is you, by a finger, a face or a PIN, and no code is typed.</p>}
        actions={
          <ButtonLink kind="quiet" href={href("/practice/settings/security")}>
            Back to security
          </ButtonLink>
        }
      />
      {isReady ? (
        <div className="stack" id="passkey">
          <ErrorSummary
            problems={error ? [{ field: "passkey", message: error }] : []}
            title="Not added yet"
          />
          <WherePasskeys work="yes">
            <PasskeyForm
              purpose="register"
              action={self}
              label="Make a passkey"
              kind="primary"
              words="No passkey was made. You can try again; the one on this device may be on your list already."
            >
              <PasskeyName />
            </PasskeyForm>
          </WherePasskeys>
          <WherePasskeys work="no">
            <p>This browser can’t make passkeys: it is too old, or scripts are switched off here.</p>
          </WherePasskeys>
          <PasskeyScript />
        </div>
      ) : (
        <SignInAgain back={self} />
      )}
    </>
  );
}

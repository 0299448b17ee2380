import { href } from "react-router";
import { removeApp } from "#app/domain/identity/remove-factor.ts";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import { orNotFound } from "#app/http.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/authenticator-removal";
import { ownSecurity } from "./own-security.ts";
import { answerRemoval } from "./removal.ts";
import { RemovalForm } from "./removal-form.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const { ctx, session, isReady } = ownSecurity(context);
  orNotFound((await secondFactorsOf(ctx, session.userId)).app);
  return { isReady };
}

export async function action({ context }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  return answerRemoval(await removeApp(ctx, session), "app-removed");
}

export function meta() {
  return [{ title: "Remove your authenticator app" }, { name: "robots", content: "noindex" }];
}

export default function AuthenticatorRemoval({ loaderData: { isReady }, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Remove your authenticator app?"
        lede={<p>Its codes stop working here. Your passkeys and recovery codes stay.</p>}
      />
      <RemovalForm
        self={href("/practice/settings/security/app/removal")}
        isReady={isReady}
        error={actionData?.error}
        button="Remove the app"
      />
    </>
  );
}

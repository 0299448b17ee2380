import { href } from "react-router";
import { removePasskey } from "#app/domain/identity/remove-factor.ts";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import { orNotFound } from "#app/http.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/passkey";
import { ownSecurity } from "./own-security.ts";
import { answerRemoval } from "./removal.ts";
import { RemovalForm } from "./removal-form.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx, session, isReady } = ownSecurity(context);
  const { passkeys } = await secondFactorsOf(ctx, session.userId);
  const { id, name } = orNotFound(passkeys.find((own) => own.id === params.id));
  return { id, name, isReady };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  return answerRemoval(await removePasskey(ctx, session, params.id), "passkey-removed");
}

export function meta() {
  return [{ title: "Remove a passkey" }, { name: "robots", content: "noindex" }];
}

export default function Passkey({ loaderData: { id, name, isReady }, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title={`Remove “${name}”?`} lede={<p>This passkey won’t open the practice any more.</p>} />
      <RemovalForm
        self={href("/practice/settings/security/passkeys/:id", { id })}
        isReady={isReady}
        error={actionData?.error}
        button="Remove the passkey"
      />
    </>
  );
}

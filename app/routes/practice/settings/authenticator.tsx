import { data, href, redirect } from "react-router";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import { countForSecondFactor } from "#app/middleware/rate-limit.ts";
import { tooMany } from "#app/routes/auth/second-step.ts";
import { confirmOffer, freshOffer, offerWords } from "#app/routes/auth/set-up-app.ts";
import { AppForm } from "#app/ui/app-form.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";
import type { Route } from "./+types/authenticator";
import { ownSecurity, unkept } from "./own-security.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const self = href("/practice/settings/security/app");

export async function loader({ context }: Route.LoaderArgs) {
  const { ctx, session, isReady } = ownSecurity(context);
  const { app } = await secondFactorsOf(ctx, session.userId);
  return { isSetUp: app !== null, offer: isReady ? await freshOffer(ctx, session) : null };
}

export async function action({ context, request }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  const wait = await countForSecondFactor(context, session.userId);
  if (wait)
    return data(
      { error: tooMany(wait), offer: null },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );
  const tried = await confirmOffer(ctx, session, request);
  if (tried.ok) throw redirect(`${href("/practice/settings/security")}?news=app`, 303);
  const status = tried.refusal === "not_fresh" ? 403 : 422;
  return data({ error: offerWords[tried.refusal], offer: tried.offer }, { status });
}

export function meta() {
  return [{ title: "Your authenticator app" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return unkept;
}

export default function Authenticator({ loaderData: page, actionData }: Route.ComponentProps) {
  const error = actionData?.error;
  return (
    <>
      <WorkHeading
        title="Your authenticator app"
        lede={
          <p>
            {page.isSetUp
              ? "A new app takes the place of the one you have, from the moment you type its first code."
              : "An app on your phone that shows a new code every thirty seconds."}
          </p>
        }
        actions={
          <ButtonLink kind="quiet" href={href("/practice/settings/security")}>
            Back to security
          </ButtonLink>
        }
      />
      {page.offer ? (
        <div className="stack">
          <ErrorSummary problems={error ? [{ field: "code", message: error }] : []} title="Not set up yet" />
          <AppForm action={self} offer={actionData?.offer ?? page.offer} error={error} />
        </div>
      ) : (
        <SignInAgain back={self} />
      )}
    </>
  );
}

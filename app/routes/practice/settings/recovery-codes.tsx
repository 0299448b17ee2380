import { data, href } from "react-router";
import { makeRecoveryCodes } from "#app/domain/identity/recovery-codes.ts";
import { secondFactorsOf } from "#app/domain/identity/second-factor.ts";
import { ownPath } from "#app/routes/own-path.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { SignInAgain } from "#app/ui/sign-in-again.tsx";
import type { Route } from "./+types/recovery-codes";
import { ownSecurity, unkept } from "./own-security.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { ctx, session, isReady } = ownSecurity(context);
  const { pathname, search, searchParams } = new URL(request.url);
  const { recoveryCodesLeft } = await secondFactorsOf(ctx, session.userId);
  return {
    isReady,
    left: recoveryCodesLeft,
    self: pathname + search,
    back: ownPath.safeParse(searchParams.get("back")).data ?? href("/practice/settings/security"),
  };
}

/** Answered with the codes themselves and no redirect: nothing here could tell them a second time. */
export async function action({ context }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  const made = await makeRecoveryCodes(ctx, session);
  return made.ok ? data({ codes: made.value }) : data({ codes: null }, { status: 403 });
}

export function meta() {
  return [{ title: "Recovery codes" }, { name: "robots", content: "noindex" }];
}

export function headers() {
  return unkept;
}

export default function RecoveryCodes({ loaderData: page, actionData }: Route.ComponentProps) {
  const codes = actionData?.codes;
  return codes ? <Codes codes={codes} back={page.back} /> : <Before page={page} />;
}

function Before({ page: { isReady, left, self, back } }: { page: Awaited<ReturnType<typeof loader>> }) {
  return (
    <>
      <WorkHeading
        title="Recovery codes"
        lede={
          <p>
            For the day your phone is gone: ten codes, each of which works once in place of the second step.
          </p>
        }
      />
      {isReady ? (
        <form className="stack" method="post" action={self}>
          {left > 0 && (
            <Notice>
              <p>The {left === 1 ? "one" : left} you have left will stop working.</p>
            </Notice>
          )}
          <p>They are shown once. Have a pen, a printer or a password manager at hand.</p>
          <div className="cluster">
            <Button busy="Making…">{left > 0 ? "Make ten new codes" : "Show me ten codes"}</Button>
            <ButtonLink kind="quiet" href={back}>
              {left > 0 ? "Keep the old ones" : "Later"}
            </ButtonLink>
          </div>
        </form>
      ) : (
        <SignInAgain back={self} />
      )}
    </>
  );
}

function Codes({ codes, back }: { codes: string[]; back: string }) {
  return (
    <>
      <WorkHeading
        title="Your recovery codes"
        lede={<p>Write them down or print this page. They are not shown again, and only you have them.</p>}
      />
      <div className="stack">
        <ol className="codes">
          {codes.map((code) => (
            <li key={code} className="copied">
              {code}
            </li>
          ))}
        </ol>
        <ButtonLink href={back}>I have put them by</ButtonLink>
      </div>
    </>
  );
}

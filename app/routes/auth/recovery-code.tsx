import { data, href } from "react-router";
import { z } from "zod";
import { proveByRecoveryCode } from "#app/domain/identity/prove-by-code.ts";
import { readForm } from "#app/http.ts";
import { countForSecondFactor } from "#app/middleware/rate-limit.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { Site } from "#app/routes/site.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { Route } from "./+types/recovery-code";
import { recoveryCode } from "./fields.ts";
import { frontHeaders } from "./front.ts";
import { goOn, halfIn, secondStepPage, tooMany, toTheDoor } from "./second-step.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({ code: recoveryCode });

const doesntFit =
  "That code doesn’t fit, or it was used before. Each of them works once; please try another.";

export function loader({ context, request }: Route.LoaderArgs) {
  return secondStepPage(context, request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const half = halfIn(context, request);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: doesntFit }, { status: 422 });
  const wait = await countForSecondFactor(context, half.session.userId);
  if (wait) return data({ error: tooMany(wait) }, { status: 429, headers: { "Retry-After": String(wait) } });
  const proof = await proveByRecoveryCode(half.ctx, half.session, form.value.code);
  // Whoever needed one may have lost their phone: they are told how many are left, where they can put it right.
  if (proof.ok) throw goOn(half, proof.value, `${href("/practice/settings/security")}?news=recovery-code`);
  if (proof.refusal === "signed_out") throw toTheDoor(half);
  return data({ error: doesntFit }, { status: 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Use a recovery code", page.frame.name) : "Use a recovery code" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function RecoveryCode({ loaderData: { frame, query }, actionData }: Route.ComponentProps) {
  const error = actionData?.error;
  return (
    <Site frame={frame}>
      <form className="stack" method="post" action={`${href("/sign-in/recovery-code")}${query}`} noValidate>
        <PageHeading
          knot
          title="Use a recovery code"
          lede={<p>One of the ten you put by when you set up your second step. It works once.</p>}
        />
        <ErrorSummary problems={error ? [{ field: "code", message: error }] : []} title="Not yet" />
        <TextField
          name="code"
          label="Recovery code"
          hint="Sixteen letters and digits. Dashes and capitals don’t matter."
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          error={error}
        />
        <Button busy="Looking…">Go on</Button>
        <p className="hint">
          <a href={`${href("/sign-in/second-factor")}${query}`}>Back to the other ways</a>. No codes left
          either? Write to whoever runs this site.
        </p>
      </form>
    </Site>
  );
}

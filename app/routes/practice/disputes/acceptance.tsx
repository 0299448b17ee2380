import { data, href, redirect } from "react-router";
import { type AcceptRefusal, letThemHaveIt } from "#app/domain/payments/answer-dispute.ts";
import { asMember, type FieldErrors, orNotFound, worldOf } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { problemsOf } from "../bookings/problems.ts";
import type { Route } from "./+types/acceptance";
import { onTheTable } from "./shown.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  return (await onTheTable(asMember(context, "money.take"), params.id)).page;
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const accepted = await letThemHaveIt(ctx, worldOf(context), params.id);
  if (accepted.ok) throw redirect(`${href("/practice/billing/disputes/:id", params)}?news=accepted`, 303);
  if (accepted.refusal === "not_here") return orNotFound(null);
  const { words, status } = saidKindly[accepted.refusal];
  const errors: FieldErrors = { form: words };
  return data({ errors }, { status });
}

const saidKindly: Record<Exclude<AcceptRefusal, "not_here">, { words: string; status: number }> = {
  away: { words: "Stripe doesn’t answer just now. Please try again in a minute.", status: 503 },
  sent_already: { words: "Your answer has been sent. The bank decides now.", status: 409 },
  decided: { words: "The bank has decided already.", status: 409 },
  not_taken: { words: "Stripe doesn’t take it so. Please look at it in your Stripe account.", status: 409 },
};

export function meta() {
  return [{ title: "Let them have it" }, { name: "robots", content: "noindex" }];
}

export default function Acceptance({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, sum, status, standing } = page;
  const isOpen = status === "open";
  return (
    <form className="stack" method="post" action={href("/practice/billing/disputes/:id/acceptance", { id })}>
      <WorkHeading
        eyebrow={clientName}
        title={isOpen ? `Let them have ${sum}` : `${sum} asked back`}
        lede={
          <p>
            {isOpen
              ? "The client’s bank keeps it, and the books count it as a loss. This can’t be taken back."
              : standing}
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(actionData?.errors ?? {})} title="Nothing was changed" />
      <div className="cluster">
        {isOpen && (
          <Button kind="danger" busy="Letting it go…">
            Let them have it
          </Button>
        )}
        <ButtonLink kind="quiet" href={href("/practice/billing/disputes/:id", { id })}>
          {isOpen ? "Not yet" : "Back"}
        </ButtonLink>
      </div>
    </form>
  );
}

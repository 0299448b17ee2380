import { data, href, redirect } from "react-router";
import { debtUrlOf, type LinkRefusal, makeDebtLink, openSum } from "#app/domain/payments/debt-link.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { formatMoney } from "#app/values/money.ts";
import { onDesk } from "../bookings/on-desk.ts";
import type { Route } from "./+types/link";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.take");
  const { page, found, clock } = await onDesk(ctx, "money.take", params.id);
  const [{ amount, refusal }, url] = await Promise.all([openSum(ctx, found), debtUrlOf(ctx, params.id)]);
  const sum = formatMoney({ amount, currency: found.booking.currency }, clock.locale);
  return { ...page, practice: found.practice.name, isOpen: amount > 0, sum, refusal, url };
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const made = await makeDebtLink(ctx, params.id);
  if (made.ok) throw redirect(href("/practice/billing/:id/link", params), 303);
  if (made.refusal === "not_here") return orNotFound(null);
  return data({ refused: saidKindly[made.refusal] }, { status: 409 });
}

const saidKindly: Record<Exclude<LinkRefusal, "not_here">, string> = {
  nothing_owed: "Nothing is owed for this session any more.",
  too_little: "What is open is too little for a card.",
  no_cards: "Your practice takes no cards yet. The owner connects its account under Settings.",
};

export function meta() {
  return [{ title: "Payment link" }, { name: "robots", content: "noindex" }];
}

export default function PaymentLink({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, clientName, startsAt, when, sum, isOpen, refusal, url, practice } = page;
  const wrong = actionData?.refused ?? (refusal && saidKindly[refusal]);
  return (
    <div className="stack">
      <WorkHeading
        title="Payment link"
        lede={
          <p>
            {isOpen ? `${sum} from ${clientName}` : clientName}, for <Time at={startsAt}>{when}</Time>.
          </p>
        }
      />
      {wrong && (
        <Notice kind="info" flash>
          <p>{wrong}</p>
        </Notice>
      )}
      {!refusal && url && (
        <>
          <TextField
            name="url"
            label="The link"
            hint="Whoever opens it sees the sum, your practice’s name and the word “Appointment”, and can pay by card. Once it is paid it says so."
            value={url}
            readOnly
            spellCheck={false}
            narrows
          />
          <div className="cluster">
            <ButtonLink kind="quiet" href={mailFrom(practice, url)}>
              Write it in a letter of your own
            </ButtonLink>
          </div>
        </>
      )}
      {!refusal && !url && (
        <form method="post" action={href("/practice/billing/:id/link", { id })}>
          <p>
            A link of its own for this one sum. Give it to {clientName}, or to whoever pays for them: they pay
            by card, without signing in.
          </p>
          <Button busy="Making…">Make the link</Button>
        </form>
      )}
      <div className="cluster">
        <ButtonLink kind="quiet" href={href("/practice/billing")}>
          To be paid
        </ButtonLink>
      </div>
    </div>
  );
}

/** A letter in the reader's own program, with nothing in it but the link. */
function mailFrom(practice: string, url: string): string {
  return `mailto:?subject=${encodeURIComponent(`A payment to ${practice}`)}&body=${encodeURIComponent(url)}`;
}

import type { FieldErrors } from "#app/http.ts";
import { BookingFacts } from "#app/routes/booking-facts.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { PayShown } from "./pay-of.ts";

type PayPageProps = { page: PayShown; action: string; errors: FieldErrors };

/** The last step before a session is somebody's: what it costs, until when it is kept, and the one press. */
export function PayPage({ page, action, errors }: PayPageProps) {
  const { pay, ...wrong } = errors;
  return (
    <div className="stack">
      {pay && (
        <Notice kind="danger" flash>
          <p>{pay}</p>
        </Notice>
      )}
      <PageHeading
        knot
        eyebrow="One step is left"
        title={page.isCard ? "Leave a card for this time" : "Pay for this time"}
        lede={
          <p>
            It is kept for you until {page.keptUntil}.{" "}
            {page.isCard
              ? "Nothing is taken now; the card is charged later, as said below."
              : "You pay on a page of Stripe’s, which tells us only whether it went through."}
          </p>
        }
      />
      <ErrorSummary problems={Object.entries(wrong).map(([field, message]) => ({ field, message }))} />
      <BookingFacts page={page} where={page.place === "online" ? "By video" : undefined} more={sums(page)} />
      <form className="stack" method="post" action={action} noValidate>
        {page.consent && (
          <CheckboxField name="agreed" label={page.consent} checked={false} error={errors.agreed} />
        )}
        <div className="cluster">
          <Button name="do" value="pay" busy="One moment…">
            {page.isCard ? "Go on to the card" : `Pay ${page.amount}`}
          </Button>
          <Button kind="quiet" name="do" value="let_go" busy="Giving it back…">
            Let the time go
          </Button>
        </div>
        <p className="hint">{termsInWords(page)}</p>
      </form>
    </div>
  );
}

function sums({ isCard, discount, credit, amount }: PayShown) {
  return [
    { term: "Taken off", value: discount },
    { term: "From your credit", value: credit },
    { term: isCard ? "To pay later" : "To pay now", value: <strong>{amount}</strong> },
  ];
}

function termsInWords({ terms: { window, fee, returned }, isCard }: PayShown): string {
  const until = window ? `until ${window} before` : "until it starts";
  const back = isCard || returned === 100 ? "it costs you nothing" : `${returned}% of it goes back to you`;
  const late = fee ? ` After that, or if you miss it, the fee is ${fee} unless it is waived.` : "";
  return `You can move it or cancel it ${until}, and ${back}.${late}`;
}

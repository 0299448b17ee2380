import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, HiddenFields, SelectField, TextField } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Page } from "./billing.tsx";
import { problemsOf } from "./problems.ts";

type BillingPageProps = { page: Page; errors: FieldErrors; typed: Record<string, string> };

/** How one client pays: when, who, by which card, and what was agreed to be less. */
export function BillingPage({ page, errors, typed }: BillingPageProps) {
  const { client } = page;
  const action = href("/practice/clients/:id/billing", { id: client.id });
  return (
    <>
      <WorkHeading eyebrow={client.name} title="How they pay" />
      <div className="stack">
        {page.news && (
          <Notice kind="ok" flash>
            <p>{page.news}</p>
          </Notice>
        )}
        <ErrorSummary problems={problemsOf(errors)} title="Nothing was changed" />
        <Arrangement page={page} action={action} typed={typed} errors={errors} />
      </div>
      <Section title="Card">
        <Card page={page} action={action} />
      </Section>
      <Section title="What they pay">
        <Rates page={page} action={action} />
        <NewRate page={page} action={action} typed={typed} errors={errors} />
      </Section>
      <p className="mt-6">
        <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id: client.id })}>
          Back to the record
        </ButtonLink>
      </p>
    </>
  );
}

type FormProps = BillingPageProps & { action: string };

const times = [
  { value: "", label: "As the session type says" },
  { value: "at_booking", label: "When they book" },
  { value: "after_session", label: "After each session" },
  { value: "monthly", label: "Once a month" },
];

function Arrangement({ page, action, typed, errors }: FormProps) {
  return (
    <form className="stack" method="post" action={action} noValidate>
      <HiddenFields values={{ do: "arrange" }} />
      <SelectField
        name="chargeWhen"
        label="When"
        options={times}
        value={typed.chargeWhen ?? page.chargeWhen ?? ""}
        error={errors.chargeWhen}
      />
      <SelectField
        name="payerId"
        label="Who pays"
        hint="Somebody else who pays is one of their people, with the role “pays”."
        options={[{ value: "", label: `${page.client.name} themselves` }, ...page.payers]}
        value={typed.payerId ?? page.payerId ?? ""}
        error={errors.payerId}
      />
      {page.isStopped && (
        <CheckboxField
          name="mayCharge"
          label="Their card may be charged again. It was stopped when their bank asked money back."
          checked={false}
        />
      )}
      <Button busy="Saving…">Save</Button>
    </form>
  );
}

function Card({ page: { card, credit, isStopped }, action }: Pick<FormProps, "page" | "action">) {
  return (
    <div className="stack">
      {credit && <p>They have {credit} of credit, which goes towards their next session by itself.</p>}
      {!card && <p>No card is kept. They leave one when they book something that is charged later.</p>}
      {card && (
        <>
          <p>
            {card.brand} ending in {card.last4}, until {card.expires}.{" "}
            {card.mostOnce
              ? `They agreed to at most ${card.mostOnce} for one session.`
              : "They have taken back that it may be charged."}
            {isStopped && " It is not charged while their bank asks money back."}
          </p>
          <form method="post" action={action}>
            <Button kind="quiet" small name="do" value="forget_card" busy="Forgetting…">
              Forget the card
            </Button>
          </form>
        </>
      )}
    </div>
  );
}

function Rates({ page: { rates }, action }: Pick<FormProps, "page" | "action">) {
  if (rates.length === 0) return <p>They pay what everybody pays.</p>;
  return (
    <ul className="ledger">
      {rates.map(({ id, title, text, isOver }) => (
        <li key={id}>
          <h3>{title}</h3>
          <div>
            <form method="post" action={action}>
              <HiddenFields values={{ rateId: id }} />
              <Button kind="quiet" small name="do" value="drop" busy="Dropping…">
                Drop it <span className="sr-only">({title})</span>
              </Button>
            </form>
          </div>
          <p className="hint">{isOver ? `${text} (over)` : text}</p>
        </li>
      ))}
    </ul>
  );
}

function NewRate({ page, action, typed, errors }: FormProps) {
  return (
    <form className="stack mt-6" method="post" action={action} noValidate>
      <HiddenFields values={{ do: "rate" }} />
      <SelectField
        name="sessionTypeId"
        label="A rate of their own for"
        prompt="Choose a session type"
        options={page.types}
        value={typed.sessionTypeId}
        error={errors.sessionTypeId}
      />
      <TextField
        name="price"
        label={`What they pay, in ${page.currency}`}
        hint="A sliding scale, by agreement. 0 makes it free."
        inputMode="decimal"
        maxLength={30}
        value={typed.price}
        error={errors.price}
      />
      <TextField
        name="validFrom"
        label="From"
        type="date"
        value={typed.validFrom ?? page.today}
        error={errors.validFrom}
      />
      <TextField
        name="validUntil"
        label="Until"
        hint="Leave it empty to let it hold until you change it."
        type="date"
        required={false}
        value={typed.validUntil}
        error={errors.validUntil}
      />
      <Button kind="quiet" busy="Agreeing…">
        Agree on it
      </Button>
    </form>
  );
}

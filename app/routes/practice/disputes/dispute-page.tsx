import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { TextArea } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Time } from "#app/ui/time.tsx";
import { problemsOf } from "../bookings/problems.ts";
import type { Page } from "./dispute.tsx";
import { pieces } from "./evidence.ts";

type DisputePageProps = { page: Page; errors: FieldErrors; typed: Record<string, string> };

/** What a bank asks back, what is known of it, and what can be said to the bank. */
export function DisputePage({ page, errors, typed }: DisputePageProps) {
  const { clientName, sum, reason, paidOn, known, mayAnswer, news } = page;
  return (
    <>
      <WorkHeading
        eyebrow={clientName}
        title={`${sum} asked back`}
        lede={
          <p>
            {reason} {paidOn && `It was paid by card on ${paidOn}.`}
          </p>
        }
      />
      <div className="stack">
        <ErrorSummary problems={problemsOf(errors)} title="Nothing was sent" />
        {news && (
          <Notice kind="ok" flash>
            <p>{news}</p>
          </Notice>
        )}
        <Standing page={page} />
      </div>
      <Section title="What is known">
        {known.map((one) => (
          <Facts
            key={one.id}
            facts={[
              { term: "When", value: <Time at={one.startsAt}>{one.when}</Time> },
              { term: "Booked", value: one.booked },
              { term: "What happened", value: one.came },
              { term: "Letters", value: one.letters.join(" ") || "None that is known to have gone out." },
            ]}
          />
        ))}
      </Section>
      {mayAnswer && <Answer page={page} errors={errors} typed={typed} />}
      <p className="mt-6">
        <ButtonLink kind="quiet" href={href("/practice/billing/disputes")}>
          All that was asked back
        </ButtonLink>
      </p>
    </>
  );
}

function Standing({ page: { status, standing, mayAnswer, sum } }: Pick<DisputePageProps, "page">) {
  const held = `${sum} is set aside until the bank has decided, and nothing is charged to this client’s card.`;
  return (
    <Notice kind={status === "won" ? "ok" : "info"}>
      <p>
        {standing} {(status === "open" || status === "sent") && held}
        {mayAnswer && " Unanswered, it goes back to the client."}
      </p>
    </Notice>
  );
}

function Answer({ page: { id, evidence }, errors, typed }: DisputePageProps) {
  return (
    <Section title="What the bank is told">
      <form
        className="stack"
        method="post"
        action={href("/practice/billing/disputes/:id", { id })}
        noValidate
      >
        <p>
          Written from what is known. Please read it and change what you like: it goes to Stripe and the
          client’s bank, once, and is read by people there. Nothing about health belongs in it.
        </p>
        {pieces.map(({ name, ...piece }) => (
          <TextArea
            key={name}
            name={name}
            {...piece}
            maxLength={4000}
            value={typed[name] ?? evidence[name]}
            error={errors[name]}
          />
        ))}
        <div className="cluster">
          <Button busy="Sending…">Send it to the bank</Button>
          <ButtonLink kind="quiet" href={href("/practice/billing/disputes/:id/acceptance", { id })}>
            Let them have it
          </ButtonLink>
        </div>
      </form>
    </Section>
  );
}

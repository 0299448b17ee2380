import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import type { OpenDebts } from "./open-debts.ts";

/** What one client owes, session by session, and what can be done about it. */
export function DebtsOf({ canLink, ...of }: OpenDebts[number] & { canLink: boolean }) {
  const { clientId, name, total, isSeveral, reminded, mayRemind, debts } = of;
  return (
    <Section title={name}>
      <p>
        {isSeveral && `${total} in all. `}
        {reminded ? `Last reminded on ${reminded}.` : "Not reminded yet."}
      </p>
      <Ledger
        rows={debts.map(({ id, amount, at, day, words }) => ({
          id,
          title: amount,
          text: (
            <>
              <Time at={at}>{day}</Time>. {words}.
            </>
          ),
          aside: (
            <div className="cluster">
              <ButtonLink small kind="quiet" href={href("/practice/bookings/:id/payment", { id })}>
                Record a payment
              </ButtonLink>
              {canLink && (
                <ButtonLink small kind="quiet" href={href("/practice/billing/:id/link", { id })}>
                  Payment link
                </ButtonLink>
              )}
              <ButtonLink small kind="quiet" href={href("/practice/billing/:id/write-off", { id })}>
                Write off
              </ButtonLink>
            </div>
          ),
        }))}
      />
      {mayRemind && (
        <form
          className="after"
          method="post"
          action={href("/practice/billing/:id/reminder", { id: clientId })}
        >
          <Button kind="quiet" busy="Writing…">
            Remind {name}
          </Button>
          <p className="hint">
            A short letter: that {total} is open, and where they see what for
            {canLink ? " and can pay without signing in" : ""}.
          </p>
        </form>
      )}
    </Section>
  );
}

import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Page } from "../payments.tsx";

/** What is to be paid, and what could be: all that is owed at once, and each session ahead by itself. */
export function ToPay({ page: { debts, bills, ahead, canPay } }: { page: Page }) {
  return (
    <>
      {debts.length > 0 && (
        <Section title="To be paid">
          <Ledger
            rows={debts.map(({ id, amount, at, day, isFee }) => ({
              id,
              title: amount,
              text: isFee ? "For an appointment missed or cancelled late" : "For the appointment",
              aside: <Time at={at}>{day}</Time>,
            }))}
          />
          {bills.map(({ ids, amount }) => (
            <Pay key={ids} bookings={ids}>
              <Button busy="One moment…">Pay {amount} by card</Button>
            </Pay>
          ))}
          <p className="hint mt-6">
            {canPay
              ? "If you agreed on another way, that is fine too. It is written down here once it has arrived."
              : "Pay in the way you agreed on. It is written down here once it has arrived."}
          </p>
        </Section>
      )}
      {canPay && ahead.length > 0 && (
        <Section title="Ahead, and not paid yet">
          <ul className="ledger">
            {ahead.map(({ id, amount, at, day }) => (
              <li key={id}>
                <h3>{amount}</h3>
                <div>
                  <Pay bookings={id}>
                    <Button kind="quiet" small busy="One moment…">
                      Pay it now<span className="sr-only">, for {day}</span>
                    </Button>
                  </Pay>
                </div>
                <p className="hint">
                  For <Time at={at}>{day}</Time>. There is no hurry.
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Pay({ bookings, children }: { bookings: string; children: React.ReactNode }) {
  return (
    <form className="mt-6" method="post" action={href("/client/payments")}>
      <HiddenFields values={{ do: "pay", bookings }} />
      {children}
    </form>
  );
}

/** The card that was left, what may be charged to it, and credit of one's own. */
export function Cards({ cards }: Pick<Page, "cards">) {
  if (cards.length === 0) return null;
  return (
    <Section title="Your card and credit">
      <div className="stack">
        {cards.map(({ clientId, card, mostOnce, credit }) => (
          <div key={clientId} className="stack">
            {credit && <p>You have {credit} of credit. It goes towards your next session by itself.</p>}
            {card && (
              <>
                <p>
                  {card.brand} ending in {card.last4}, until {card.expires}.{" "}
                  {mostOnce
                    ? `You agreed that it is charged after sessions, at most ${mostOnce} for one.`
                    : "Nothing may be charged to it."}
                </p>
                <form method="post" action={href("/client/payments")}>
                  <HiddenFields values={{ client: clientId }} />
                  <Button kind="quiet" small name="do" value="forget_card" busy="Forgetting…">
                    Forget this card
                  </Button>
                </form>
              </>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

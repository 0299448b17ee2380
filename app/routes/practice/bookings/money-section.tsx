import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Time } from "#app/ui/time.tsx";
import type { MoneyShown } from "./money.ts";

/** How a booking's money stands, what moved, and the two presses that write more of it down. */
export function MoneySection({ id, money }: { id: string; money: MoneyShown }) {
  return (
    <Section title="Money" id="money">
      {money.code && <p>{money.code}</p>}
      <p>{money.words}</p>
      {money.troubles.length > 0 && (
        <div className="mb-6">
          <Notice>
            {money.troubles.map(({ id, words, href }) => (
              <p key={id}>
                <a href={href}>{words}</a>
              </p>
            ))}
          </Notice>
        </div>
      )}
      {money.movements.length > 0 && (
        <ul className="loose happened">
          {money.movements.map(({ id, at, when, words }) => (
            <li key={id}>
              <span>{words}</span>
              <Time at={at}>{when}</Time>
            </li>
          ))}
        </ul>
      )}
      {money.papers.length > 0 && (
        <p className="cluster">
          {money.papers.map(({ id, name }) => (
            <a key={id} href={href("/practice/invoices/:id/paper.pdf", { id })}>
              {name} (PDF)
            </a>
          ))}
        </p>
      )}
      {(money.canTake || money.canGiveBack) && (
        <div className="cluster">
          {money.canTake && (
            <ButtonLink kind="quiet" href={href("/practice/bookings/:id/payment", { id })}>
              Record a payment
            </ButtonLink>
          )}
          {money.canGiveBack && (
            <ButtonLink kind="quiet" href={href("/practice/bookings/:id/refund", { id })}>
              Give money back
            </ButtonLink>
          )}
        </div>
      )}
    </Section>
  );
}

import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Page } from "./deliveries.tsx";

/** Addresses that get no letters any more, each with what can be done about it; nothing where there are none. */
export function TurnedAway({ rows }: { rows: Page["away"] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="No letters go there" id="turned-away">
      <ul className="ledger">
        {rows.map(({ deliveryId, address, why, when, clientId }) => (
          <li key={address}>
            <h3>{address}</h3>
            <p className="hint">
              {why === "complained"
                ? `Whoever reads it marked a letter as unwanted, ${when}. Ask them before you write again.`
                : `The mailbox turned a letter away for good, ${when}. Is the address right?`}{" "}
              {clientId && <a href={href("/practice/clients/:id", { id: clientId })}>Correct the address</a>}
            </p>
            <form method="post" action={href("/practice/settings/deliveries/:id/again", { id: deliveryId })}>
              <Button kind="quiet" small busy="Lifting…">
                Write again<span className="sr-only">: {address}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

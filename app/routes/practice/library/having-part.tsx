import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import type { ItemPage } from "./item-of.ts";

/** Who has it, and who has seen it. */
export function Having({ page: { id, holders, others, everybody } }: { page: ItemPage }) {
  return (
    <Section title="Who has it">
      {holders.length === 0 && <p>{everybody ? "Everybody, and nobody in particular." : "Nobody yet."}</p>}
      <Ledger
        rows={holders.map(({ clientId, name, given, session, seen, isFinished }) => ({
          title: name,
          href: href("/practice/clients/:id", { id: clientId }),
          text: [
            given,
            session && `with the session of ${session}`,
            seen ? `seen ${seen}` : "not seen yet",
            isFinished && "heard to its end",
          ]
            .filter(Boolean)
            .join(" · "),
          aside: (
            <form method="post" action={href("/practice/library/:item/taking-back", { item: id })}>
              <HiddenFields values={{ client: clientId }} />
              <Button kind="quiet" small>
                Take back<span className="sr-only"> from {name}</span>
              </Button>
            </form>
          ),
        }))}
      />
      {others.length > 0 && (
        <>
          <h3>Others who have seen it</h3>
          <Ledger
            rows={others.map(({ clientId, name, seen }) => ({
              title: name,
              href: href("/practice/clients/:id", { id: clientId }),
              text: `Seen ${seen}`,
            }))}
          />
        </>
      )}
    </Section>
  );
}

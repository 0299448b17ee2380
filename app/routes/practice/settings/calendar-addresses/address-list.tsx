import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import type { Page } from "./calendar-addresses.tsx";

/** The calendars that are read, how it stands with each, and the press that ends it. */
export function AddressList({ addresses }: Pick<Page, "addresses">) {
  if (addresses.length === 0)
    return (
      <p>
        No calendar is read by its address yet. What is in one closes openings, and nothing else of it is
        kept.
      </p>
    );
  return (
    <Ledger
      rows={addresses.map(({ id, name, host, trouble, text }) => ({
        id,
        title: name,
        text: (
          <>
            {trouble && (
              <>
                <strong>{trouble}</strong>{" "}
              </>
            )}
            From {host}. {text}
          </>
        ),
        aside: (
          <form method="post" action={href("/practice/settings/calendar-addresses/:id/removal", { id })}>
            <Button kind="quiet" small busy="Removing…">
              Remove<span className="sr-only"> {name}</span>
            </Button>
          </form>
        ),
      }))}
    />
  );
}

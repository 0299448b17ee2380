import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { addressInWords } from "#app/values/erased.ts";
import type { Page } from "./deliveries.tsx";

/** The log itself, narrowed by how it went and by address. */
export function Log({ page }: { page: Page }) {
  return (
    <Section title="The log">
      <div className="narrow">
        <nav aria-label="Which letters">
          <ul className="shelves">
            {page.shelves.map(({ label, href, current }) => (
              <li key={label}>
                <a href={href} aria-current={current ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form method="get" action={href("/practice/settings/deliveries")} aria-label="Find letters">
          <HiddenFields values={{ show: page.shelf }} />
          <TextField
            name="to"
            type="search"
            label="To which address"
            value={page.to}
            maxLength={254}
            required={false}
            narrows
          />
          <Button kind="quiet">Show</Button>
        </form>
      </div>
      <Rows page={page} />
    </Section>
  );
}

function Rows({ page: { rows, isFiltered, more } }: { page: Page }) {
  if (rows.length === 0)
    return (
      <p>
        {isFiltered ? (
          <>
            No letter fits. <a href={href("/practice/settings/deliveries")}>See all of them</a>
          </>
        ) : (
          "No letter has gone out yet. The first one goes with the first booking."
        )}
      </p>
    );
  return (
    <>
      <ul className="ledger">
        {rows.map(({ id, name, recipient, at, when, fate }) => (
          <li key={id}>
            <h3>{name}</h3>
            <div>
              <Tag kind={fate.kind}>{fate.words}</Tag>
            </div>
            <p className="hint">
              To {addressInWords(recipient)}, <time dateTime={at}>{when}</time>
            </p>
          </li>
        ))}
      </ul>
      {more && (
        <p>
          <a href={more}>Earlier letters</a>
        </p>
      )}
    </>
  );
}

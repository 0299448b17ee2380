import { href } from "react-router";
import type { BookingShelf } from "#app/domain/bookings/list.ts";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields, SelectField, TextField } from "#app/ui/fields.tsx";

type FiltersProps = {
  shelves: { label: string; href: string; current: boolean }[];
  shelf: BookingShelf;
  filter: { of: string; q: string; from: string };
  choices: { slug: string; name: string }[];
};

/** Which bookings, as links; and whose, of whom and from when, as a form. */
export function Filters({ shelves, shelf, filter: { of, q, from }, choices }: FiltersProps) {
  return (
    <div className="narrow">
      <nav aria-label="Which bookings">
        <ul className="shelves">
          {shelves.map(({ label, href, current }) => (
            <li key={label}>
              <a href={href} aria-current={current ? "page" : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="get" action={href("/practice/bookings")} aria-label="Find bookings">
        <HiddenFields values={{ show: shelf }} />
        {choices.length > 1 && (
          <SelectField
            name="of"
            label="Whose"
            options={choices.map(({ slug, name }) => ({ value: slug, label: name }))}
            prompt="Everybody’s"
            value={of}
            required={false}
            narrows
          />
        )}
        <TextField
          name="q"
          type="search"
          label="Client’s name"
          value={q}
          maxLength={80}
          required={false}
          narrows
        />
        <TextField name="from" type="date" label="From" value={from} required={false} narrows />
        <Button kind="quiet">Show</Button>
      </form>
    </div>
  );
}

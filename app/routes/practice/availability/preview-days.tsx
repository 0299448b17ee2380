import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields, SelectField } from "#app/ui/fields.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Preview } from "./preview.ts";

type PreviewDaysProps = {
  preview: Preview;
  therapist: { slug: string; firstName: string };
  /** The city whose clock the times are read by. */
  city: string;
};

const why: Record<NonNullable<Preview["why"]>, string> = {
  hidden: "Nothing. The profile isn’t shown on the site yet; you can change that in its settings.",
  full: "That no new people are taken on. You can change that under how much is enough.",
  no_types: "Nothing yet: there is no session type to book. Offer one, and its times appear here.",
  no_times: "No open times for this. Perhaps the hours are too short for it, or everything is taken.",
};

/** The booking page's own days and times, beside the hours they come from. */
export function PreviewDays({ preview, therapist, city }: PreviewDaysProps) {
  const { types, current, days } = preview;
  return (
    <aside className="preview" aria-labelledby="preview">
      <h2 id="preview">What clients see</h2>
      {types.length > 1 && (
        <form className="whose" method="get" action={href("/practice/availability")}>
          <HiddenFields values={{ of: therapist.slug }} />
          <SelectField
            name="type"
            label="Times for"
            options={types.map(({ slug, name }) => ({ value: slug, label: name }))}
            value={current ?? undefined}
          />
          <Button kind="quiet" small>
            Show
          </Button>
        </form>
      )}
      {preview.why ? (
        <p>{why[preview.why]}</p>
      ) : (
        <p className="hint">
          The next days, read by the clock in {city}. Notice, buffers and what is booked are taken off
          already.
        </p>
      )}
      <ul className="ledger">
        {days.map(({ weekday, date, full, slots, empty }) => (
          <li key={full}>
            <h3>
              {weekday} <span className="hint">{date}</span>
            </h3>
            {slots.length > 0 ? (
              <ul className="open-times">
                {slots.map(({ value, label }) => (
                  <li key={value}>
                    <Time at={value}>{label}</Time>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="hint">{empty}</p>
            )}
          </li>
        ))}
      </ul>
      {preview.why === null && (
        <p>
          <a href={href("/book/:therapist", { therapist: therapist.slug })}>Open the booking page</a>
        </p>
      )}
    </aside>
  );
}

import { href } from "react-router";
import { problemsOf } from "#app/routes/practice/bookings/problems.ts";
import { DateChoices } from "#app/routes/series/date-choices.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { NewSeriesShown } from "./new.tsx";

/** Every date of a series the practice is about to book for a client, and how it stands. */
export function NewSeriesPage({ page }: { page: NewSeriesShown }) {
  // What is asked for is in the address too, so that the page opens again whatever the answer to the form was.
  const asked = new URLSearchParams({ of: page.of, ...page.asked });
  const { date, time, ...kept } = page.asked;
  const back = new URLSearchParams({ of: page.of, ...kept, at: `${date}T${time}` });
  return (
    <form className="stack" method="post" action={`${href("/practice/series/new")}?${asked}`} noValidate>
      <WorkHeading
        eyebrow={page.typeName ? `${page.typeName}, ${page.clientName}` : page.clientName}
        title={page.rhythm}
        lede={
          <p>
            {page.count} By the clock in {page.where}. Nothing is booked until you say so; they get one letter
            with all of it, where we know their address.
          </p>
        }
      />
      <ErrorSummary problems={problemsOf(page.errors)} title="Not booked yet" />
      {page.begin && (
        <p>
          <a href={page.begin}>Begin together</a>, and the door is open.
        </p>
      )}
      <HiddenFields values={{ ...page.asked, seen: page.seen, key: page.key }} />
      {page.dates.length > 0 && <DateChoices dates={page.dates} legend="Which dates" />}
      <div className="cluster">
        {page.dates.length > 0 && <Button busy="Booking…">Book these dates</Button>}
        <ButtonLink kind="quiet" href={`${href("/practice/bookings/new")}?${back}`}>
          Change the rhythm
        </ButtonLink>
      </div>
    </form>
  );
}

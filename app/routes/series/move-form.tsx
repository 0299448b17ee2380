import type { ReactNode } from "react";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import { DateChoices } from "./date-choices.tsx";
import type { MovingPage } from "./moving.ts";

type Props = {
  page: MovingPage;
  action: string;
  keepHref: string;
  heading: ReactNode;
  /** What goes with the letter. */
  words?: ReactNode;
};

/** Moving several dates: where to, then every date and how it stands there, then the press. */
export function SeriesMoveForm({ page, action, keepHref, heading, words }: Props) {
  const { from, to, where, errors, dates } = page;
  const problems = Object.entries(errors).map(([field, message]) => ({
    field: field === "date" || field === "time" || field === "message" ? field : "main",
    message,
  }));
  return (
    <div className="stack">
      {heading}
      <ErrorSummary problems={problems} title="Not moved yet" />
      {page.now.length > 0 && (
        <form method="get" action={action} className="stack" noValidate>
          <HiddenFields values={{ from }} />
          <div className="cluster repeat">
            <TextField
              name="date"
              type="date"
              label="The first of them goes to"
              value={to.date}
              error={errors.date}
            />
            <TextField
              name="time"
              type="time"
              label={`Time (${where})`}
              value={to.time}
              error={errors.time}
            />
            <Button kind={dates ? "quiet" : "primary"}>See the dates</Button>
          </div>
        </form>
      )}
      {dates && (
        <form className="stack" method="post" action={from ? `${action}?from=${from}` : action} noValidate>
          <h2>{page.count}</h2>
          <HiddenFields values={{ date: to.date, time: to.time, seen: page.seen, key: page.key }} />
          <DateChoices dates={dates} legend="Where each date goes" />
          <p className="hint">A date without its tick stays where it is.</p>
          {words}
          <div className="cluster">
            <Button busy="Moving…">Move these dates</Button>
            <ButtonLink kind="quiet" href={keepHref}>
              Leave them as they are
            </ButtonLink>
          </div>
        </form>
      )}
      {!dates && (
        <p>
          <a href={keepHref}>Leave them as they are</a>
        </p>
      )}
    </div>
  );
}

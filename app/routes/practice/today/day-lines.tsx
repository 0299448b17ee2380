import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import type { DayLine } from "./day.ts";

/** The day as a line, gold up to now; one thing to do for each person on it. */
export function DayLines({ lines, of, empty }: { lines: DayLine[]; of: string; empty: string }) {
  if (lines.length === 0)
    return (
      <div className="empty-day">
        <p>{empty}</p>
        <ButtonLink
          kind="quiet"
          small
          href={`${href("/practice/bookings/new")}?${new URLSearchParams({ of })}`}
        >
          Book somebody in
        </ButtonLink>
      </div>
    );
  return (
    <ol className="dayline" aria-label="The day">
      {lines.map((line) => (
        <li key={line.key} data-state={line.state} aria-current={line.state === "now" ? "time" : undefined}>
          <Time at={line.at}>{line.time}</Time>
          <div>
            <p className="who">{line.href ? <a href={line.href}>{line.name}</a> : line.name}</p>
            <p className="hint">{line.about}</p>
            {line.where.map(({ words, href: page }) => (
              <p key={words} className="hint">
                <a href={page}>{words}</a>
              </p>
            ))}
            {line.tags.length > 0 && (
              <p className="tags">
                {line.tags.map(({ kind, words }) => (
                  <Tag key={words} kind={kind}>
                    {words}
                  </Tag>
                ))}
              </p>
            )}
          </div>
          {line.action && <TheOneThing action={line.action} name={line.name} of={of} />}
        </li>
      ))}
    </ol>
  );
}

type ThingProps = { action: NonNullable<DayLine["action"]>; name: string; of: string };

function TheOneThing({ action, name, of }: ThingProps) {
  const label = (
    <>
      {action.label}
      <span className="sr-only"> ({name})</span>
    </>
  );
  if (action.kind === "came") return <Came id={action.id} name={name} of={of} label={label} />;
  if (action.kind === "call")
    return (
      <a className="btn" data-kind="primary" data-small href={action.href} rel="noreferrer">
        {label}
      </a>
    );
  return (
    <ButtonLink kind="quiet" small href={action.href}>
      {label}
    </ButtonLink>
  );
}

type CameProps = { id: string; name: string; of: string; label: React.ReactNode };

function Came({ id, name, of, label }: CameProps) {
  return (
    <div className="came">
      <form method="post" action={href("/practice/today/attendance")}>
        <HiddenFields values={{ ids: id, of }} />
        <Button kind="quiet" small>
          {label}
        </Button>
      </form>
      <form method="post" action={href("/practice/bookings/:id/absence", { id })}>
        <button className="plain-press" type="submit">
          Didn’t come<span className="sr-only"> ({name})</span>
        </button>
      </form>
    </div>
  );
}

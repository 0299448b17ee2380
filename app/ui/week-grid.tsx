import { Fragment } from "react";

/** A stretch of a day in minutes since its midnight, 0 to 1440, by the clock on the wall. */
export type Stretch = { from: number; until: number };

type EntryKind = "session" | "discovery" | "held" | "busy" | "away";

/** Something that stands in a day: drawn where the wall clock says, beside what it would cover. */
export type Entry = Stretch & {
  key: string;
  kind: EntryKind;
  lane: number;
  lanes: number;
  /** "10:20 am", and "10:20" where a column of hours says the rest. */
  time: string;
  clock: string;
  /** "Jonah R. — first call" */
  label: string;
  /** All of it: "Tuesday 24 November, 10:20 am to 10:40 am, Jonah R., first call". */
  full: string;
  href?: string | undefined;
  /** Where it is given another time: it can then be dragged. */
  moveHref?: string | undefined;
  /** Who sits in a group, where there is room to say so. */
  people?: readonly { label: string; href: string }[];
};

export type GridDay = {
  date: string;
  /** "Tuesday 24" */
  title: string;
  href: string;
  isToday: boolean;
  off: readonly Stretch[];
  entries: readonly Entry[];
};

type WeekGridProps = {
  days: readonly GridDay[];
  /** The hours drawn, "8 am" first, the last one the end of the drawing. */
  hours: readonly { hour: number; label: string }[];
  /** Now, in minutes since today's midnight; null when today or this hour is not drawn. */
  now: number | null;
};

/**
 * A week, or a day, of somebody's time. Each day is a heading and a list in order of time; where things stand is only
 * style, so on a phone the same page is a list of days. Nothing in it depends on script.
 */
export function WeekGrid({ days, hours, now }: WeekGridProps) {
  const first = hours[0]?.hour ?? 0;
  const last = hours.at(-1)?.hour ?? 24;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls inside itself where it does not fit.
    <section className={`diary first-${first} last-${last}`} aria-label="Calendar" tabIndex={0}>
      <div className="hours" aria-hidden="true">
        {hours.slice(0, -1).map(({ hour, label }) => (
          <span key={hour} className={`hour ${placed({ from: hour * 60, until: hour * 60 + 60 })}`}>
            {label}
          </span>
        ))}
      </div>
      {days.map((day) => (
        <section key={day.date} className="diary-day" aria-labelledby={`day-${day.date}`}>
          <h2 id={`day-${day.date}`} aria-current={day.isToday ? "date" : undefined}>
            <a href={day.href}>{day.title}</a>
          </h2>
          <DayColumn day={day} now={day.isToday ? now : null} />
        </section>
      ))}
    </section>
  );
}

function DayColumn({ day, now }: { day: GridDay; now: number | null }) {
  return (
    <div className="col" data-date={day.date}>
      {day.off.map((off) => (
        <div key={off.from} className={`off ${placed(off)}`} />
      ))}
      {day.entries.length === 0 ? (
        <p className="free">Nothing booked.</p>
      ) : (
        <ol>
          {day.entries.map((entry) => (
            <li key={entry.key} className={`slot ${placed(entry)} lane-${entry.lane} lanes-${entry.lanes}`}>
              <EntryBox entry={entry} />
            </li>
          ))}
        </ol>
      )}
      {now !== null && <div className={`now ${placed({ from: now, until: now })}`} data-minute={now} />}
    </div>
  );
}

function EntryBox({ entry }: { entry: Entry }) {
  const { kind, href, moveHref, people = [] } = entry;
  const words = (
    <>
      <span aria-hidden="true">
        <span className="time">{entry.time}</span>
        <span className="time clock">{entry.clock}</span> {entry.label}
      </span>
      <span className="sr-only">{entry.full}</span>
    </>
  );
  return (
    <>
      {href ? (
        <a className="ev" data-kind={kind} data-move={moveHref} href={href}>
          {words}
        </a>
      ) : (
        <div className="ev" data-kind={kind}>
          {words}
        </div>
      )}
      {people.length > 0 && (
        <p className="people">
          {people.map((person, index) => (
            <Fragment key={person.href}>
              {index > 0 && ", "}
              <a href={person.href}>{person.label}</a>
            </Fragment>
          ))}
        </p>
      )}
    </>
  );
}

/** The classes that put a stretch where it belongs (styles/practice/positions.css); our CSP knows no style attribute. */
function placed({ from, until }: Stretch): string {
  const [start, end] = [from, until].map((minute) => [Math.floor(minute / 60), minute % 60]);
  return `start-hour-${start?.[0]} start-minute-${start?.[1]} end-hour-${end?.[0]} end-minute-${end?.[1]}`;
}

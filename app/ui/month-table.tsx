export type MonthDay = {
  date: string;
  number: string;
  /** "Tuesday 24 November" */
  full: string;
  href: string;
  isInMonth: boolean;
  isToday: boolean;
  isAway: boolean;
  /** Who comes, in order of time. */
  names: readonly string[];
};

type MonthTableProps = {
  caption: string;
  weekdays: readonly string[];
  weeks: readonly (readonly MonthDay[])[];
};

const namesShown = 3;

/** A month: each day a link that says how many sessions it holds and, where there is room, who comes. */
export function MonthTable({ caption, weekdays, weeks }: MonthTableProps) {
  return (
    <table className="diary-month">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              <span aria-hidden="true">{weekday.slice(0, 3)}</span>
              <span className="sr-only">{weekday}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((day) => (
              <td key={day.date} data-outside={day.isInMonth ? undefined : ""}>
                <DayLink day={day} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayLink({ day }: { day: MonthDay }) {
  const { names } = day;
  const count = names.length === 1 ? "1 session" : `${names.length} sessions`;
  const more = names.length - namesShown;
  return (
    <a href={day.href} aria-current={day.isToday ? "date" : undefined}>
      <span className="date" aria-hidden="true">
        {day.number}
      </span>
      <span className="sr-only">{[day.full, names.length > 0 && count].filter(Boolean).join(", ")}</span>
      {day.isAway && <span className="who">Away</span>}
      {names.length > 0 && (
        <>
          <span className="count" aria-hidden="true">
            {names.length}
          </span>
          <span className="who">
            {names.slice(0, namesShown).join(", ")}
            {more > 0 && ` and ${more} more`}
          </span>
        </>
      )}
    </a>
  );
}

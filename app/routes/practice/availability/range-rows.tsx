import { Described, describedBy } from "#app/ui/field-words.tsx";

type Fields = Readonly<Record<string, string>>;

type RangeRowsProps = {
  /** What the fields are called: `prefix-1-from`, `prefix-1-to`. */
  prefix: string;
  /** "Monday" */
  day: string;
  values: Fields;
  errors: Fields;
};

const always = 2;
const perDay = 4;

/** The hours of one day: pairs of times, two of them shown and two more behind a word. An empty pair is none. */
export function RangeRows({ prefix, day, values, errors }: RangeRowsProps) {
  const rows = Array.from({ length: Math.max(perDay, lastUsed(prefix, values)) }, (_, index) => index + 1);
  const isMore = lastUsed(prefix, values) > always || lastUsed(prefix, errors) > always;
  const row = (number: number) => (
    <RangeRow key={number} prefix={prefix} number={number} day={day} values={values} errors={errors} />
  );
  return (
    <div className="ranges">
      {rows.slice(0, always).map(row)}
      <details className="more" open={isMore}>
        <summary>More hours on {day}</summary>
        <div className="ranges">{rows.slice(always).map(row)}</div>
      </details>
    </div>
  );
}

const ordinals = ["first", "second", "third", "fourth"];

function RangeRow({ prefix, number, day, values, errors }: RangeRowsProps & { number: number }) {
  const [from, to] = [`${prefix}-${number}-from`, `${prefix}-${number}-to`];
  const which = `${day}, ${ordinals[number - 1] ?? `${number}th`} hours`;
  return (
    <div className="range" data-invalid={errors[from] || errors[to] ? "" : undefined}>
      <Described name={from} error={errors[from]} />
      <Described name={to} error={errors[to]} />
      <input
        {...describedBy({ name: from, error: errors[from] })}
        className="input"
        type="time"
        name={from}
        defaultValue={values[from]}
        aria-label={`${which}, from`}
      />
      <span aria-hidden>to</span>
      <input
        {...describedBy({ name: to, error: errors[to] })}
        className="input"
        type="time"
        name={to}
        defaultValue={values[to]}
        aria-label={`${which}, to`}
      />
    </div>
  );
}

function lastUsed(prefix: string, fields: Fields): number {
  const used = Object.keys(fields).flatMap((name) => {
    const [, row] = name.startsWith(`${prefix}-`) ? (/-(\d{1,2})-(?:from|to)$/.exec(name) ?? []) : [];
    return row !== undefined && fields[name] ? [Number(row)] : [];
  });
  return Math.min(Math.max(0, ...used), 12);
}

import { Tag } from "#app/ui/tag.tsx";
import type { DateShown } from "./dates-shown.ts";

/** The dates of a series before it is confirmed: a box for each that is free, a choice for each that is not. */
export function DateChoices({ dates, legend }: { dates: readonly DateShown[]; legend: string }) {
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      <ul className="series-dates">
        {dates.map((date) => (
          <li key={date.date} data-changed={date.isChanged ? "" : undefined}>
            {date.isFree ? <FreeDate date={date} /> : <HinderedDate date={date} />}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function FreeDate({ date: { field, when, isKept, isChanged } }: { date: DateShown }) {
  return (
    <div className="check">
      <input id={field} type="checkbox" name={field} value="keep" defaultChecked={isKept} />
      <label htmlFor={field}>
        <span className="cluster">
          <span className="time">{when}</span>
          <Tag kind="ok">{isChanged ? "Free now" : "Free"}</Tag>
        </span>
      </label>
    </div>
  );
}

function HinderedDate({ date: { field, when, why, options, value, isChanged } }: { date: DateShown }) {
  return (
    <fieldset className="field" aria-describedby={`${field}-why`}>
      <legend>
        <span className="time">{when}</span>
      </legend>
      <p className="hint" id={`${field}-why`}>
        {isChanged && <Tag kind="wait">Changed</Tag>} {why}
      </p>
      {options.map((option, index) => {
        const id = index === 0 ? field : `${field}-${index}`;
        return (
          <div key={option.value} className="check">
            <input
              id={id}
              type="radio"
              name={field}
              value={option.value}
              defaultChecked={option.value === value}
            />
            <label htmlFor={id}>{option.label}</label>
          </div>
        );
      })}
    </fieldset>
  );
}

import { Described } from "./field-words.tsx";

/** One open time. `label` is what the tile shows ("10:20 am"), `full` what is read out ("10:20 am, Tuesday 24 November"). */
export type Slot = { value: string; label: string; full: string };

export type SlotDay = {
  /** "Tuesday" */
  weekday: string;
  /** "24 November" */
  date: string;
  /** "Tuesday 24 November 2026" */
  full: string;
  slots: readonly Slot[];
  /** Said in place of times when there are none ("Fully booked."). */
  empty?: string | undefined;
  /** Beside it, what can be done ("Tell me if a time opens"). */
  emptyLink?: { label: string; href: string } | undefined;
};

type SlotPickerProps = {
  days: readonly SlotDay[];
  /** The time chosen before; without it, or when it is gone, the first open one. */
  selected?: string | undefined;
  error?: string | undefined;
};

/** Days with their times. Each day is a fieldset named by its full date, each time a radio named `at`. */
export function SlotPicker({ days, selected, error }: SlotPickerProps) {
  const open = days.flatMap((day) => day.slots);
  const first = open[0]?.value;
  const chosen = open.some((slot) => slot.value === selected) ? selected : first;
  return (
    <div>
      <Described name="at" error={error} />
      {days.map((day) =>
        day.slots.length === 0 ? (
          <FullDay key={day.full} day={day} />
        ) : (
          <fieldset key={day.full} className="day" aria-describedby={error && "at-error"}>
            <legend>
              <span className="sr-only">{day.full}</span>
              <DayName day={day} />
            </legend>
            <div className="slots">
              {day.slots.map((slot) => (
                <label key={slot.value} className="slot">
                  <input
                    id={slot.value === first ? "at" : undefined}
                    type="radio"
                    name="at"
                    value={slot.value}
                    defaultChecked={slot.value === chosen}
                    aria-label={slot.full}
                    required
                  />
                  <span>{slot.label}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ),
      )}
    </div>
  );
}

function FullDay({ day }: { day: SlotDay }) {
  return (
    <div className="day">
      <div>
        <DayName day={day} />
      </div>
      <p className="hint">
        <span className="sr-only">{day.full}: </span>
        {day.empty} {day.emptyLink && <a href={day.emptyLink.href}>{day.emptyLink.label}</a>}
      </p>
    </div>
  );
}

function DayName({ day }: { day: SlotDay }) {
  return (
    <span aria-hidden>
      <span className="day-name">{day.weekday}</span>
      <span className="hint">{day.date}</span>
    </span>
  );
}

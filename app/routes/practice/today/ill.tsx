import { UndoNotice } from "#app/routes/practice/sick-days/undo-notice.tsx";
import type { Ill } from "./ill.ts";

/** A sick day that was pressed a moment ago, and the way to take it back. */
export function PressedIll({ ill: { pending } }: { ill: Ill }) {
  return pending.map(({ id, at, people }) => <UndoNotice key={id} id={id} told={at} people={people} />);
}

/** What became of the people whose session a sick day took. */
export function AfterIll({ ill: { after } }: { ill: Ill }) {
  if (after.length === 0) return null;
  const inARow = new Intl.ListFormat("en", { type: "conjunction" });
  return (
    <section>
      <h2>While you were ill</h2>
      <ul className="loose">
        {after.map(({ id, href, day, lost, again, notYet }) => (
          <li key={id}>
            <a href={href}>
              {day}: {again} of {lost} {again === 1 ? "has" : "have"} another time
            </a>
            <span className="hint">
              {notYet.length > 0
                ? `Not yet: ${inARow.format(notYet)}`
                : again === lost
                  ? "Nobody is without one."
                  : "Nothing is left to do."}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

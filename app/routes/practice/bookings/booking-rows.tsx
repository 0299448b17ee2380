import { href } from "react-router";
import { Tag } from "#app/ui/tag.tsx";
import { Time } from "#app/ui/time.tsx";
import type { State } from "./state.ts";

type Row = {
  id: string;
  clientName: string;
  typeName: string;
  therapistName: string;
  when: string;
  startsAt: string;
  state: State;
};

/** Bookings between hairlines, each a link to its page. */
export function BookingRows({ rows, isGroup }: { rows: Row[]; isGroup: boolean }) {
  return (
    <ul className="rows">
      {rows.map(({ id, clientName, typeName, therapistName, when, startsAt, state }) => (
        <li key={id}>
          <Time at={startsAt}>{when}</Time>
          <div>
            <a href={href("/practice/bookings/:id", { id })}>{clientName}</a>
            <p className="hint">{isGroup ? `${typeName} · ${therapistName}` : typeName}</p>
          </div>
          <Tag kind={state.kind}>{state.words}</Tag>
        </li>
      ))}
    </ul>
  );
}

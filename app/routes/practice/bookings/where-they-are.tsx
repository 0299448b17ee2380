import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { WhereLine } from "./whereabouts.ts";

type WhereProps = {
  id: string;
  lines: readonly WhereLine[];
  /** Whether the session is still to be held: then somebody outside can be let in. */
  isOpen: boolean;
  mayLetIn: boolean;
};

/** Where each person said they are today, and whom to ring there. */
export function WhereTheyAre({ id, lines, isOpen, mayLetIn }: WhereProps) {
  if (lines.length === 0) return null;
  return (
    <Section title={isOpen ? "Where they are" : "Where they were"} id="where">
      <ul className="loose happened">
        {lines.map((line) => (
          <li key={line.id}>
            <span>
              {line.name}: {line.place}
              {line.standing === "let_in" && ", outside your licences, let in"}
            </span>
            <span className="hint">
              {line.emergency
                ? `Emergency there: ${line.emergency}`
                : "Emergency number there: not known here"}
              {` · said at ${line.since}`}
            </span>
          </li>
        ))}
      </ul>
      {isOpen &&
        lines
          .filter(({ standing }) => standing === "outside")
          .map((line) => <AtTheDoor key={line.id} id={id} line={line} mayLetIn={mayLetIn} />)}
    </Section>
  );
}

type AtTheDoorProps = { id: string; line: WhereLine; mayLetIn: boolean };

function AtTheDoor({ id, line, mayLetIn }: AtTheDoorProps) {
  return (
    <div className="mt-6">
      <Notice kind="danger">
        <p>
          {line.name} waits at the door: none of the licences covers {line.place}. The room stays shut to
          them, and they were told so kindly.
          {mayLetIn &&
            " If you may see them all the same, let them in. It is recorded that you did, knowingly."}
        </p>
        {mayLetIn && (
          <form method="post" action={href("/practice/bookings/:id/admission", { id })}>
            <HiddenFields values={{ whereabouts: line.id }} />
            <Button kind="quiet" small>
              Let them in
            </Button>
          </form>
        )}
      </Notice>
    </div>
  );
}

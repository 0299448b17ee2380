import { href } from "react-router";
import { undoMinutes } from "#app/domain/bookings/rules.ts";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** The few minutes in which it can be taken back. */
export function UndoNotice({ id, told, people }: { id: string; told: string; people: number }) {
  const who = people === 1 ? "1 person is" : `${people} people are`;
  return (
    <Notice>
      <form method="post" action={href("/practice/sick-days/:id/undo", { id })} className="cluster">
        <span>
          {people > 0 ? (
            <>
              {who} told at <span className="time">{told}</span>. Until then nothing has happened to their
              sessions.
            </>
          ) : (
            <>These hours are kept free.</>
          )}{" "}
          You can take it back for {undoMinutes} minutes.
        </span>
        <Button kind="quiet" small busy="Taking it back…">
          Undo
        </Button>
      </form>
    </Notice>
  );
}

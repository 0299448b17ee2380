import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** The few minutes in which it can be taken back. */
export function UndoNotice({ id, told, people }: { id: string; told: string; people: number }) {
  return (
    <Notice>
      <form method="post" action={href("/practice/sick-days/:id/undo", { id })} className="cluster">
        <span>
          {people > 0
            ? `${people === 1 ? "1 person is" : `${people} people are`} told at `
            : "These hours are kept free. You can take that back until "}
          <span className="time">{told}</span>.
          {people > 0 && " Until then nothing has happened to their sessions, and you can take it back."}
        </span>
        <Button kind="quiet" small busy="Taking it back…">
          Undo
        </Button>
      </form>
    </Notice>
  );
}

import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import type { Question } from "./questions.ts";

type QuestionProps = { question: Question; of?: string };

/** The answers to a question about an appointment: follow Google, put it back, or call it off. Nothing happens by itself. */
export function QuestionForms({ question, of }: QuestionProps) {
  const { id, bookingId, sequence, follow } = question;
  return (
    <form className="cluster" method="post" action={href("/practice/calendar/questions/:id", { id })}>
      <HiddenFields values={{ sequence: String(sequence), of }} />
      {follow && (
        <Button kind="quiet" small name="do" value="move" busy="Moving…">
          {follow}
        </Button>
      )}
      <Button kind="quiet" small name="do" value="put_back" busy="Putting it back…">
        Put it back in Google
      </Button>
      <ButtonLink kind="quiet" small href={href("/practice/bookings/:id/cancellation", { id: bookingId })}>
        Cancel the session
      </ButtonLink>
    </form>
  );
}

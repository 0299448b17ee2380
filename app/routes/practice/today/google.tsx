import { href } from "react-router";
import { QuestionForms } from "#app/routes/practice/calendar/question-forms.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { Google } from "./google.ts";

type SaysProps = { google: Google; of: string; isOwn: boolean };

/** What the therapist's own calendar says, before the day: a connection that ended is loud, a moved session is a question. */
export function GoogleSays({ google: { trouble, questions }, of, isOwn }: SaysProps) {
  if (!trouble && questions.length === 0) return null;
  return (
    <div className="stack says">
      {trouble && (
        <Notice kind={trouble.isBroken ? "danger" : "info"}>
          <p>{trouble.words}</p>
          {isOwn && (
            <ButtonLink
              kind="quiet"
              small
              href={href(
                trouble.isAddress ? "/practice/settings/calendar-addresses" : "/practice/settings/calendar",
              )}
            >
              {trouble.isBroken ? "Reconnect" : "See how it is"}
            </ButtonLink>
          )}
        </Notice>
      )}
      {questions.map((question) => (
        <Notice key={question.id}>
          <p>
            <a href={href("/practice/bookings/:id", { id: question.bookingId })}>{question.clientName}</a>:{" "}
            {question.said}
          </p>
          <QuestionForms question={question} of={of} />
        </Notice>
      ))}
    </div>
  );
}

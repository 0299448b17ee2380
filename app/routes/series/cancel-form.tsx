import type { ReactNode } from "react";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { CancellingPage } from "./cancelling.ts";

type Props = {
  page: CancellingPage;
  action: string;
  keepHref: string;
  heading: ReactNode;
  /** The words that go with it: a client's to the therapist, the practice's for the letter and for itself. */
  words: ReactNode;
};

/** Calling several dates off: each with what it costs, before the button. */
export function CancelForm({ page, action, keepHref, heading, words }: Props) {
  const { dates, errors, from, seen } = page;
  return (
    <form className="stack" method="post" action={from ? `${action}?from=${from}` : action} noValidate>
      {heading}
      <ErrorSummary
        problems={Object.entries(errors).map(([field, message]) => ({
          field: field === "form" || field === "seen" ? "main" : field,
          message,
        }))}
        title="Nothing was cancelled"
      />
      <HiddenFields values={{ seen }} />
      {dates.length > 0 && (
        <ul className="series-dates">
          {dates.map(({ id, when, differs, fee }) => (
            <li key={id} className="cluster">
              <span className="time">{when}</span>
              {differs && <Tag>Another time</Tag>}
              {fee ? (
                <Tag kind="danger">{`Late: the ${fee} fee is kept`}</Tag>
              ) : (
                <Tag kind="ok">Costs nothing</Tag>
              )}
            </li>
          ))}
        </ul>
      )}
      {dates.length > 0 && words}
      <div className="cluster">
        {dates.length > 0 && (
          <Button kind="danger" busy="Cancelling…">
            {dates.length === 1 ? "Cancel this date" : `Cancel these ${dates.length} dates`}
          </Button>
        )}
        <ButtonLink kind="quiet" href={keepHref}>
          {dates.length > 0 ? "Keep them" : "Back"}
        </ButtonLink>
      </div>
    </form>
  );
}

/** A word from a client with what they cancel. */
export function WordTo({ page: { firstName, typed, errors } }: { page: CancellingPage }) {
  return (
    <TextArea
      name="reason"
      label={`A word to ${firstName}`}
      required={false}
      hint="You don’t have to give a reason."
      maxLength={2000}
      value={typed.reason}
      error={errors.reason}
    />
  );
}

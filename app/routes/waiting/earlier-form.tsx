import type { ReactNode } from "react";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import type { EarlierForm } from "./earlier.ts";
import { WindowFields } from "./window-fields.tsx";

type EarlierFormProps = {
  form: EarlierForm;
  said: { typed: Record<string, string>; errors: FieldErrors } | undefined;
  heading: ReactNode;
  action: string;
  keepHref: string;
  /** Where the open times are, to be taken at once. */
  moveHref: string;
};

/** Ask to be told when an earlier time opens: which days and times would suit. */
export function EarlierFields({ form, said, heading, action, keepHref, moveHref }: EarlierFormProps) {
  const { typed = form.typed, errors = {} } = said ?? {};
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" action={action} noValidate>
      {heading}
      <ErrorSummary problems={problems} />
      {problems.length > 0 && (
        <p>
          <a href={moveHref}>See the open times</a>
        </p>
      )}
      <WindowFields typed={typed} locale={form.locale} error={errors["day-1"]} />
      <div className="cluster">
        <Button busy="Noting it…">{form.isWaiting ? "Keep this" : "Tell me when one opens"}</Button>
        <ButtonLink kind="quiet" href={keepHref}>
          {form.isWaiting ? "Leave it as it is" : "Not now"}
        </ButtonLink>
      </div>
      <p className="hint">
        Days and times are those of {form.zone}. Letters come between 8 in the morning and 8 in the evening.
      </p>
    </form>
  );
}

/** What waiting for an earlier time means, for whoever would do the waiting. */
export function EarlierLede({ form, when }: { form: EarlierForm; when: string }) {
  return (
    <p>
      You keep {when} until something earlier opens. Then {form.firstName} writes to you and keeps it for you
      for about four hours, and you say whether you’d like it.
    </p>
  );
}

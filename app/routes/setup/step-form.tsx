import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { pathOf, placeOf, type StepKey, steps } from "./steps.ts";

export type Fields = Readonly<Record<string, string>>;

type StepFormProps = {
  step: StepKey;
  title: string;
  lede: string;
  errors: Fields;
  children: ReactNode;
};

/** One step: its heading, its form, and three ways on that all keep what was typed. */
export function StepForm({ step, title, lede, errors, children }: StepFormProps) {
  const { number } = placeOf(step);
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" action={pathOf(step)} noValidate>
      <ErrorSummary problems={problems} />
      <PageHeading knot eyebrow={`Step ${number} of ${steps.length}`} title={title} lede={<p>{lede}</p>} />
      {children}
      <Ways isFirst={number === 1} />
    </form>
  );
}

/** Enter presses the first button of a form: that one goes on. */
function Ways({ isFirst }: { isFirst: boolean }) {
  return (
    <div className="cluster">
      <Button busy="Saving…">Save and go on</Button>
      <Button kind="quiet" name="go" value="look">
        See what clients see
      </Button>
      {!isFirst && (
        <Button kind="quiet" name="go" value="back">
          Back
        </Button>
      )}
    </div>
  );
}

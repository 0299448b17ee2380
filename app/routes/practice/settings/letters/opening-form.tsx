import { href } from "react-router";
import type { FieldErrors } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { HiddenFields, TextField } from "#app/ui/fields.tsx";
import type { Page } from "./letter.tsx";

type Props = { page: Page; typed: Readonly<Record<string, string>>; errors: FieldErrors };

/** How a letter opens, in the therapist's own words or in ours. */
export function OpeningForm({ page, typed, errors }: Props) {
  const { letter, slug, opening } = page;
  const self = `${href("/practice/settings/letters/:letter", { letter })}?${new URLSearchParams({ of: slug })}`;
  return (
    <div className="stack">
      <form className="stack" method="post" action={self} noValidate>
        <ErrorSummary problems={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        <TextField
          name="opening"
          label="Your opening"
          hint="One line after the greeting, up to 300 letters. Whoever asked for discreet letters doesn’t get it."
          required={false}
          maxLength={300}
          value={typed.opening ?? opening}
          error={errors.opening}
        />
        <div className="cluster">
          <Button busy="Keeping…">Keep and show it</Button>
          <ButtonLink
            kind="quiet"
            href={`${href("/practice/settings/letters")}?${new URLSearchParams({ of: slug })}`}
          >
            Back to all letters
          </ButtonLink>
        </div>
      </form>
      {opening && (
        <form method="post" action={self}>
          <HiddenFields values={{ opening: "" }} />
          <Button kind="quiet" small busy="Keeping…">
            Open with our words again
          </Button>
        </form>
      )}
    </div>
  );
}

import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";

type FormProps = {
  keeping: { years: number; own: number | null; usual: number };
  error: string | undefined;
  typed: string | undefined;
};

/** For how many years after the last session a record is kept. */
export function YearsForm({ keeping, error, typed }: FormProps) {
  return (
    <Section title="How long records are kept">
      <p>
        Counted in years from a client’s last session. Where you practise, {keeping.usual} years are usual.
        Your law or your professional body may ask for another number, and for longer where somebody was a
        child: ask them, this is no legal advice.
      </p>
      <form className="stack" method="post" action={href("/office/erasures")} noValidate>
        <ErrorSummary problems={error ? [{ field: "years", message: error }] : []} />
        <TextField
          name="years"
          label="Years"
          hint={`From 1 to 50. Leave it empty for what is usual, ${keeping.usual}.`}
          inputMode="numeric"
          required={false}
          value={typed ?? (keeping.own === null ? "" : String(keeping.own))}
          error={error}
        />
        <Button kind="quiet" busy="Saving…">
          Save the years
        </Button>
      </form>
    </Section>
  );
}

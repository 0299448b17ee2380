import { Button } from "#app/ui/button.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { TextField } from "#app/ui/fields.tsx";
import type { PriceLowered } from "./lowered.ts";

type Props = {
  typed: string | undefined;
  error: string | undefined;
  /** Where the form is sent to hear the price before anything is booked. */
  action: string;
  lowered: PriceLowered | null;
};

/** A code somebody may have, and what is left to pay with it once they pressed Apply. */
export function CodeField({ typed, error, action, lowered }: Props) {
  return (
    <div className="stack">
      <TextField
        name="code"
        label="Code"
        required={false}
        hint="If you were given one that lowers the price."
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={typed}
        error={error}
      />
      <div className="cluster">
        <Button kind="quiet" small formAction={action} busy="Looking…">
          Apply
        </Button>
      </div>
      {lowered && (
        <div role="status">
          <Facts
            facts={[
              { term: "Price", value: lowered.price },
              { term: `Off with ${lowered.code}`, value: lowered.off },
              { term: "Left to pay", value: <strong>{lowered.left}</strong> },
            ]}
          />
        </div>
      )}
    </div>
  );
}

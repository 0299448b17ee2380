import { href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, type Choice, SelectField, TextField } from "#app/ui/fields.tsx";

type Field = "supervisor" | "therapist" | "coSigns" | "lastDay";
type FormProps = {
  supervisors: Choice[];
  therapists: Choice[];
  errors: Readonly<Partial<Record<string, string>>>;
  typed: Readonly<Partial<Record<Field, string | undefined>>>;
};

/** Agree on who supervises whom. */
export function SupervisionForm({ supervisors, therapists, errors, typed }: FormProps) {
  const problems = (["supervisor", "therapist", "lastDay"] as const).flatMap((field) => {
    const message = errors[field];
    return message ? [{ field, message }] : [];
  });
  return (
    <form className="stack after" method="post" action={href("/office/supervision")} noValidate>
      <h2>Agree on another</h2>
      <ErrorSummary problems={problems} />
      <SelectField
        name="supervisor"
        label="Who supervises"
        prompt="Choose somebody"
        options={supervisors}
        value={typed.supervisor}
        error={errors.supervisor}
      />
      <SelectField
        name="therapist"
        label="Whom"
        prompt="Choose somebody"
        options={therapists}
        value={typed.therapist}
        error={errors.therapist}
      />
      <CheckboxField
        name="coSigns"
        label="They co-sign each note"
        hint="What is signed from now on waits for their name too."
        required={false}
        checked={typed.coSigns === "yes"}
      />
      <TextField
        name="lastDay"
        type="date"
        label="Last day"
        hint="Leave it empty when it has no end yet."
        required={false}
        value={typed.lastDay}
        error={errors.lastDay}
      />
      <Button busy="Saving…">Agree on it</Button>
    </form>
  );
}

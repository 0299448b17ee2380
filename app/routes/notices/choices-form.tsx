import { Button, ButtonLink } from "#app/ui/button.tsx";
import { CheckboxField } from "#app/ui/fields.tsx";
import type { ChoiceToMake } from "./choices.ts";

type ChoicesFormProps = { choices: readonly ChoiceToMake[]; self: string; back: string };

/** What somebody wants to hear about, and which way. */
export function ChoicesForm({ choices, self, back }: ChoicesFormProps) {
  return (
    <form className="stack" method="post" action={self}>
      {choices.map(({ topic, title, hint, email, inPlace }) => (
        <fieldset key={topic} className="field" aria-describedby={`${topic}-hint`}>
          <legend>{title}</legend>
          <p className="hint" id={`${topic}-hint`}>
            {hint}
          </p>
          {email !== null && (
            <CheckboxField name={`email-${topic}`} label="By email" required={false} checked={email} />
          )}
          {inPlace !== null && (
            <CheckboxField
              name={`place-${topic}`}
              label="Among your notices"
              required={false}
              checked={inPlace}
            />
          )}
        </fieldset>
      ))}
      <div className="cluster">
        <Button busy="Keeping…">Keep this</Button>
        <ButtonLink kind="quiet" href={back}>
          Leave it as it is
        </ButtonLink>
      </div>
    </form>
  );
}

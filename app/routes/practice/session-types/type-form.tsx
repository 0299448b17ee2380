import { href } from "react-router";
import { LeadBoxes } from "#app/routes/reminder-fields.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, TextField } from "#app/ui/fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { Terms, When } from "./type-terms.tsx";
import { What } from "./type-what.tsx";

export type TypeFormProps = {
  action: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  /** Once booked, kind and address stay. */
  isBooked: boolean;
  /** More than one, or nobody is asked. */
  therapists: readonly { id: string; name: string }[];
  currency: string;
  save: string;
};

/** Everything there is to say about a session type. */
export function TypeForm(props: TypeFormProps) {
  const { action, values, errors, therapists, save } = props;
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form method="post" action={action} noValidate>
      <ErrorSummary problems={problems} />
      <What {...props} />
      <When {...props} />
      <Terms {...props} />
      <Section title="Reminders">
        <div className="stack">
          <p>
            A short letter to the client with the time, the way in and how to move it. Each person can choose
            otherwise in their account. A lead of days comes at the same time of day on their clock.
          </p>
          <LeadBoxes legend="Sent" typed={values} />
        </div>
      </Section>
      <Section title="Who sees it">
        <div className="stack">
          {therapists.length > 1 && (
            <fieldset className="field">
              <legend>Offered by</legend>
              {therapists.map(({ id, name }) => (
                <CheckboxField
                  key={id}
                  name={`by-${id}`}
                  label={name}
                  checked={values[`by-${id}`] === "yes"}
                />
              ))}
            </fieldset>
          )}
          <CheckboxField
            name="isPublished"
            label="Show it on the site"
            hint="Without the tick nobody can book it anew; what is booked stays."
            checked={values.isPublished === "yes"}
          />
          <TextField
            name="rank"
            label="Place in the list"
            hint="1 stands first."
            inputMode="numeric"
            maxLength={3}
            value={values.rank}
            error={errors.rank}
          />
          <div className="cluster">
            <Button busy="Saving…">{save}</Button>
            <ButtonLink kind="quiet" href={href("/practice/session-types")}>
              Leave it as it is
            </ButtonLink>
          </div>
        </div>
      </Section>
    </form>
  );
}

import { href } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";

type Fields = Readonly<Record<string, string>>;

/** Another calendar to be read, and where people find its address. */
export function AddressForm({ values, errors }: { values: Fields; errors: Fields }) {
  const problems = Object.entries(errors).map(([field, message]) => ({ field, message }));
  return (
    <form className="stack" method="post" action={href("/practice/settings/calendar-addresses")} noValidate>
      <ErrorSummary problems={problems} title="The calendar wasn’t added" />
      <TextField
        name="url"
        label="Address"
        type="url"
        hint="Begins with https:// or webcal://, and often ends in .ics. It is kept encrypted."
        autoComplete="off"
        spellCheck={false}
        maxLength={2_000}
        value={values.url}
        error={errors.url}
      />
      <TextField
        name="name"
        label="Name"
        hint="For yourself: “Family”, “Choir”, “University”."
        autoComplete="off"
        maxLength={60}
        value={values.name}
        error={errors.name}
      />
      <details>
        <summary>Where to find the address</summary>
        <ul>
          <li>Google: settings of the calendar, “Secret address in iCal format”.</li>
          <li>Apple: share the calendar, tick “Public calendar”, and copy its link.</li>
          <li>Outlook: settings, “Shared calendars”, publish it, and copy the ICS link.</li>
        </ul>
      </details>
      <p className="hint">
        It is read four times an hour, for the next four months. What is marked free, called off or declined
        there closes nothing.
      </p>
      <div className="cluster">
        <Button busy="Reading it…">Add the calendar</Button>
        <ButtonLink kind="quiet" href={href("/practice/settings")}>
          Back to settings
        </ButtonLink>
      </div>
    </form>
  );
}

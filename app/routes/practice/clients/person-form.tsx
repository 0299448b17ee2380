import type { ReactNode } from "react";
import type { FieldErrors } from "#app/http.ts";
import { ReminderFields } from "#app/routes/reminder-fields.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, type Choice, HiddenFields, SelectField, TextField } from "#app/ui/fields.tsx";
import { problemsOf } from "./problems.ts";

type Props = {
  action: string;
  heading: ReactNode;
  roles: readonly Choice[];
  /** What was typed, or what is known. */
  typed: Record<string, string>;
  errors: FieldErrors | undefined;
  children: ReactNode;
};

/** Who somebody is, how to reach them, and what to mind: the same for somebody new and somebody known. */
export function PersonForm({ action, heading, roles, typed, errors, children }: Props) {
  const [only] = roles;
  return (
    <form className="stack" method="post" action={action} noValidate>
      {heading}
      <ErrorSummary problems={problemsOf(errors)} />
      <TextField name="name" label="Name" maxLength={120} value={typed.name} error={errors?.name} />
      {roles.length === 1 && only ? (
        <HiddenFields values={{ role: only.value }} />
      ) : (
        <SelectField
          name="role"
          label="Their part"
          prompt="Choose a part"
          options={roles}
          value={typed.role}
          error={errors?.role}
        />
      )}
      <TextField
        name="email"
        type="email"
        label="Email"
        hint="Where letters go, and how they sign in. With another address the old one no longer lets anybody in."
        required={false}
        inputMode="email"
        spellCheck={false}
        maxLength={254}
        value={typed.email}
        error={errors?.email}
      />
      <TextField
        name="phone"
        type="tel"
        label="Phone"
        required={false}
        inputMode="tel"
        maxLength={40}
        value={typed.phone}
        error={errors?.phone}
      />
      <Box
        name="underAge"
        label="Under age"
        hint="A guardian books, pays and signs for them."
        {...{ typed, errors }}
      />
      <fieldset className="stack safe">
        <legend>Safe contact</legend>
        <Box
          name="mayEmail"
          label="We may write"
          hint="Without it no letter goes to them, not even about a booking."
          {...{ typed, errors }}
        />
        <Box name="mayCall" label="We may call" {...{ typed, errors }} />
        <Box name="mayLeaveMessage" label="We may leave a message" {...{ typed, errors }} />
        <Box
          name="discreet"
          label="Discreet letters"
          hint="A sender and a subject that say nothing."
          {...{ typed, errors }}
        />
        <TextField
          name="calendarWords"
          label="What their calendar says"
          hint="In place of your name, such as “Dentist”."
          required={false}
          maxLength={80}
          value={typed.calendarWords}
          error={errors?.calendarWords}
        />
      </fieldset>
      <fieldset className="stack safe">
        <legend>Reminders</legend>
        <ReminderFields label="When do they want them?" typed={typed} error={errors?.reminders} />
      </fieldset>
      {children}
    </form>
  );
}

type BoxProps = { name: string; label: string; hint?: string } & Pick<Props, "typed" | "errors">;

function Box({ name, label, hint, typed, errors }: BoxProps) {
  return (
    <CheckboxField
      name={name}
      label={label}
      hint={hint}
      required={false}
      checked={typed[name] === "yes"}
      error={errors?.[name]}
    />
  );
}

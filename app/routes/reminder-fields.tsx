import { z } from "zod";
import { CheckboxField, RadioGroup } from "#app/ui/fields.tsx";
import { leadInWords, leads } from "#app/values/leads.ts";
import { tick } from "./form-fields.ts";

type Typed = Readonly<Record<string, string | undefined>>;
type Ticks = Readonly<Record<string, unknown>>;

const fieldOf = (lead: number) => `lead-${lead}`;

/** A box for each time people can be reminded at, as a schema reads them. */
export const leadTicks = Object.fromEntries(leads.map((lead) => [fieldOf(lead), tick])) as Record<
  `lead-${number}`,
  typeof tick
>;

/** The times that were ticked, in minutes before a session, the earliest first. */
export function leadsFrom(ticks: Ticks): number[] {
  return leads.filter((lead) => ticks[fieldOf(lead)] === true);
}

/** What else a form said, once the times are read. */
export function withoutTicks<T extends object>(fields: T): Omit<T, `lead-${number}`> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith("lead-"))) as Omit<
    T,
    `lead-${number}`
  >;
}

/** The ticks a form opens with. */
export function leadsTyped(chosen: readonly number[]): Record<string, string> {
  return Object.fromEntries(chosen.map((lead) => [fieldOf(lead), "yes"]));
}

/** One box for each time. */
export function LeadBoxes({ legend, typed }: { legend: string; typed: Typed }) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {leads.map((lead) => (
        <CheckboxField
          key={lead}
          name={fieldOf(lead)}
          label={`${leadInWords(lead)} before`}
          required={false}
          checked={typed[fieldOf(lead)] === "yes"}
        />
      ))}
    </fieldset>
  );
}

/** What somebody wants of reminders: `null` as each kind of session has it, and otherwise these, which may be none. */
export const wishedReminders = z
  .object({
    reminders: z.enum(["as_usual", "chosen", "none"], "Please choose how you’d like it."),
    ...leadTicks,
  })
  .transform(({ reminders, ...ticks }, context): number[] | null => {
    if (reminders === "as_usual") return null;
    const chosen = leadsFrom(ticks);
    if (reminders === "none") return [];
    if (chosen.length > 0) return chosen;
    context.addIssue({ code: "custom", path: ["reminders"], message: "Tick a time below, or choose none." });
    return z.NEVER;
  });

/** A wish as a form opens with it. */
export function wishTyped(wish: readonly number[] | null): Record<string, string> {
  if (wish === null) return { reminders: "as_usual" };
  return { reminders: wish.length > 0 ? "chosen" : "none", ...leadsTyped(wish) };
}

/** The choice, and the times for whoever chooses their own. */
export function ReminderFields({
  label,
  typed,
  error,
}: {
  label: string;
  typed: Typed;
  error: string | undefined;
}) {
  return (
    <>
      <RadioGroup
        name="reminders"
        label={label}
        value={typed.reminders}
        error={error}
        options={[
          { value: "as_usual", label: "As usual for the kind of session" },
          { value: "chosen", label: "At the times ticked below" },
          { value: "none", label: "No reminders" },
        ]}
      />
      <LeadBoxes legend="When, before a session" typed={typed} />
    </>
  );
}

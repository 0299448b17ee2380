import { z } from "zod";
import { leads } from "#app/values/leads.ts";
import { tick } from "./form-fields.ts";

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

import { z } from "zod";
import type { PersonFacts, PersonRefusal } from "#app/domain/clients/change-person.ts";
import type { FieldErrors } from "#app/http.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { wishedReminders, wishTyped } from "#app/routes/reminder-fields.tsx";
import { isOneLine } from "#app/values/words.ts";
import { email, name, phone } from "./fields.ts";

/** A person as a form says them. */
const personFields = z
  .object({
    name,
    role: z.enum(
      ["self", "partner", "child", "guardian", "payer", "emergency_contact"],
      "Please choose a part.",
    ),
    email: optional(email),
    phone: optional(phone),
    underAge: tick,
    mayEmail: tick,
    mayCall: tick,
    mayLeaveMessage: tick,
    discreet: tick,
    calendarWords: optional(
      z.string().max(80, "80 letters are enough here.").refine(isOneLine, "Please use plain letters."),
    ),
  })
  .transform(
    ({ underAge, discreet, email, phone, calendarWords, ...said }): PersonFacts => ({
      ...said,
      email: email ?? null,
      phone: phone ?? null,
      isUnderAge: underAge,
      isDiscreet: discreet,
      calendarWords: calendarWords ?? null,
    }),
  );

export const personSchema = z
  .object({ reminders: z.string().default("as_usual") })
  .loose()
  .transform((typed, context): PersonFacts => {
    const facts = personFields.safeParse(typed);
    const wish = wishedReminders.safeParse(typed);
    for (const { path, message } of [...(facts.error?.issues ?? []), ...(wish.error?.issues ?? [])])
      context.addIssue({ code: "custom", path, message });
    return facts.success && wish.success ? { ...facts.data, reminders: wish.data } : z.NEVER;
  });

const saidKindly: Record<PersonRefusal, { field: string; words: string; status: number }> = {
  already_here: {
    field: "email",
    words: "Somebody here has that address already. Two people who share one can’t both sign in with it.",
    status: 409,
  },
  no_such_role: { field: "role", words: "That part doesn’t fit here. Please choose another.", status: 422 },
  guardian_needed: {
    field: "underAge",
    words: "Whoever is under age comes with a guardian. Add the guardian first.",
    status: 422,
  },
};

/** A refusal at the field where it can be put right. */
export function personRefused(refusal: PersonRefusal): { errors: FieldErrors; status: number } {
  const { field, words, status } = saidKindly[refusal];
  return { errors: { [field]: words }, status };
}

/** What is known of a person, as a form opens with it. */
export function typedFrom(facts: PersonFacts): Record<string, string> {
  const { name, role, email, phone, calendarWords } = facts;
  const ticks = {
    underAge: facts.isUnderAge,
    mayEmail: facts.mayEmail,
    mayCall: facts.mayCall,
    mayLeaveMessage: facts.mayLeaveMessage,
    discreet: facts.isDiscreet,
  };
  return {
    name,
    role,
    email: email ?? "",
    phone: phone ?? "",
    calendarWords: calendarWords ?? "",
    ...wishTyped(facts.reminders ?? null),
    ...Object.fromEntries(Object.entries(ticks).flatMap(([field, on]) => (on ? [[field, "yes"]] : []))),
  };
}

import type { ChangeRefusal } from "#app/domain/session-types/change.ts";
import { inHours } from "#app/routes/terms-in-words.ts";
import type { Choice } from "#app/ui/fields.tsx";

/** Every refusal in words, at the field where it can be put right. */
export const saidKindly: Record<ChangeRefusal, { field: string; message: string; status: number }> = {
  slug_taken: {
    field: "slug",
    message: "Another session type has this address. Please choose a different one.",
    status: 409,
  },
  unknown_therapist: {
    field: "name",
    message: "One of the therapists has left meanwhile. Please look again.",
    status: 409,
  },
  fixed_once_booked: {
    field: "name",
    message: "It was booked in the meantime, so its kind and address stay as they were.",
    status: 409,
  },
  first_call_costs: {
    field: "price",
    message: "A first call is free. For something paid, choose another kind.",
    status: 422,
  },
  too_many_places: {
    field: "capacity",
    message: "Only groups and events have more than one place.",
    status: 422,
  },
  nobody_to_approve: {
    field: "needsApproval",
    message: "Seats in a group or an event are taken, not asked for.",
    status: 422,
  },
  open_but_no_event: { field: "openness", message: "Only events can be open to anybody.", status: 422 },
};

export const kinds: Choice[] = [
  {
    value: "discovery",
    label: "First call",
    hint: "Free, for people you haven’t met. Everything else opens after it.",
  },
  { value: "individual", label: "Session for one" },
  { value: "couple", label: "Session for two" },
  { value: "group", label: "Group" },
  { value: "event", label: "Event", hint: "A talk or a workshop: not therapy, and not a beginning of it." },
];

export const kindWords = Object.fromEntries(kinds.map(({ value, label }) => [value, label]));

export const places: Choice[] = [
  { value: "online", label: "Online" },
  { value: "in_person", label: "In person" },
  { value: "phone", label: "By phone" },
];

export const placeWords = Object.fromEntries(places.map(({ value, label }) => [value, label.toLowerCase()]));

export const charges: Choice[] = [
  { value: "at_booking", label: "When they book" },
  { value: "after_session", label: "After each session" },
  { value: "monthly", label: "Once a month" },
];

/** Spans to choose from, in minutes, and the one that holds now even if it is none of them. */
export function spans(minutes: readonly number[], current: string | undefined, none: string): Choice[] {
  const now = Number(current);
  const all = current && /^\d{1,6}$/.test(current) ? [...new Set([...minutes, now])] : [...minutes];
  return all
    .sort((a, b) => a - b)
    .map((one) => ({ value: String(one), label: one === 0 ? none : inHours(one) }));
}

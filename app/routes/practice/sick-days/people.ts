import { href } from "react-router";
import type { Reached } from "#app/domain/clients/ways-to-reach.ts";
import type { TouchedPerson } from "#app/domain/sick-days/look.ts";
import { whenAndWhere } from "#app/routes/when.ts";

type Clock = { zone: string; locale: string };

/** Somebody a sick day touches, as these pages name them. */
export function personInWords(person: TouchedPerson, clock: Clock) {
  const { bookingId, clientName, typeName, startsAt, isAsked, reached } = person;
  const suggestions = person.suggestions.map((at) => whenAndWhere(at, clock).when);
  const isWritten = reached.email !== null && !person.isOffered;
  return {
    id: bookingId,
    href: href("/practice/bookings/:id", { id: bookingId }),
    name: clientName,
    at: new Date(startsAt).toISOString(),
    when: whenAndWhere(startsAt, clock).when,
    what: isAsked ? `${typeName}, asked for` : typeName,
    told: person.isOffered
      ? "This time was only on offer to them. It goes back without a letter."
      : reachInWords(reached),
    suggestions: isWritten ? suggestions : [],
    isWritten,
  };
}

/** How somebody hears of it: by letter, or by whoever rings them. */
export function reachInWords({ email, phones }: Reached, isOver = false): string {
  if (email) return `A letter ${isOver ? "went" : "goes"} to ${email}.`;
  const numbers = phones.map(({ name, phone, mayLeaveMessage }) => {
    const whose = name ? `${name}, ${phone}` : phone;
    return mayLeaveMessage ? whose : `${whose} (please leave no message)`;
  });
  if (numbers.length === 0) return "No letter reaches them, and there is no number they may be rung at.";
  return `No letter reaches them. Please ring ${numbers.join("; or ")}.`;
}

import type { lettersAbout } from "#app/domain/notifications/letters-about.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { addressInWords } from "#app/values/erased.ts";

type Letter = Awaited<ReturnType<typeof lettersAbout>>[number];

const called: Record<string, string | undefined> = {
  confirmed: "Confirmation",
  booked: "News of the booking",
  moved: "The new time",
  cancelled: "The cancellation",
  declined: "The answer to the request",
  accepted: "The answer to the request",
  paid_too_late: "News of a payment that came too late",
  card_too_late: "News of a card that came too late",
  card_declined: "News of a card that did not go through",
};

/** The letters about a booking, and what became of each, in words. */
export function lettersInWords(letters: readonly Letter[], clock: { zone: string; locale: string }) {
  return letters.map(({ id, letter, recipient, status, why, settledAt }) => {
    const name = called[letter.replace(/^(client|therapist)_/, "")] ?? "A letter";
    const when = settledAt ? whenAndWhere(settledAt.getTime(), clock).when : "";
    const isLost = status === "failed" || status === "unknown";
    return {
      id,
      title: `${name}, to ${addressInWords(recipient)}`,
      fate: fates[status](when),
      why: isLost ? why : null,
      isLost,
    };
  });
}

const fates: Record<Letter["status"], (when: string) => string> = {
  waiting: () => "On its way",
  handing_over: () => "On its way",
  sent: (when) => `Sent ${when}`,
  failed: (when) => `Not accepted, ${when}`,
  unknown: () => "It may or may not have arrived",
  superseded: () => "Laid aside: a later letter said more",
  withheld: () => "Not sent: this address turned letters away",
};

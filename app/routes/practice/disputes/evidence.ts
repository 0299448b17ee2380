import { z } from "zod";
import { byTheClock } from "#app/routes/terms-in-words.ts";
import type { Evidence } from "#app/world.ts";
import type { Known } from "./known.ts";

const piece = z
  .string("This form has lost a field. Please open it again.")
  .trim()
  .min(1, "Please say this too, or that there is nothing to say of it.")
  .max(4000, "Please keep this within 4,000 letters.");

/** What a person sends to the bank. */
export const schema = z.object({
  serviceDate: piece,
  description: piece,
  attendance: piece,
  terms: piece,
  refundPolicy: piece,
});

/** The pieces as the form asks for them. */
export const pieces: { name: keyof Evidence; label: string; hint: string; rows: number }[] = [
  { name: "serviceDate", label: "When it was", hint: "The day and time that were paid for.", rows: 2 },
  {
    name: "description",
    label: "What was paid for",
    hint: "An appointment. Never what it was about.",
    rows: 3,
  },
  {
    name: "attendance",
    label: "What happened",
    hint: "Whether they came, and what they were sent. Not a word of what was said.",
    rows: 6,
  },
  { name: "terms", label: "The terms they were shown", hint: "As they stood when it was booked.", rows: 4 },
  {
    name: "refundPolicy",
    label: "What goes back, and when",
    hint: "As it stood when it was booked.",
    rows: 3,
  },
];

/** The pieces as the facts say them, to begin with. */
export function fromFacts(known: readonly Known[], sum: string): Evidence {
  const one = known.length === 1;
  const lines = (say: (known: Known) => string) => [...new Set(known.map(say))].join("\n");
  return {
    serviceDate: lines(({ when }) => when),
    description: lines(({ minutes, booked, when }) =>
      one
        ? `An appointment of ${minutes} minutes, booked on ${booked}. ${sum} of what was paid is asked back.`
        : `An appointment of ${minutes} minutes on ${when}, booked on ${booked}.`,
    ),
    attendance: lines(({ when, came, letters }) => [one ? came : `${when}: ${came}`, ...letters].join(" ")),
    terms: lines(({ terms }) => termsInWords(terms)),
    refundPolicy: lines(({ terms }) => refundInWords(terms)),
  };
}

function termsInWords({ termsWindow, lateFeePercent }: Known["terms"]): string {
  const before = termsWindow === 0 ? "it begins" : `${byTheClock(termsWindow)} before it begins`;
  const fee =
    lateFeePercent === 0
      ? "Cancelling later costs nothing either."
      : `Whoever cancels later, or does not come, may be asked for ${lateFeePercent}% of the price.`;
  return `The appointment can be moved or cancelled freely until ${before}. ${fee} These terms were shown before booking and paying.`;
}

function refundInWords({ refundPercent, lateFeePercent }: Known["terms"]): string {
  const inTime = refundPercent === 100 ? "all" : refundPercent === 0 ? "nothing" : `${refundPercent}%`;
  return `Cancelled in time, ${inTime} of what was paid goes back. Cancelled late or missed, up to ${lateFeePercent}% of the price is kept. Cancelled by the practice, all of it goes back.`;
}

import type { CodeRefusal } from "#app/domain/codes/rules.ts";
import type { AskRefusal } from "#app/domain/reception/ask.ts";
import type { FieldErrors } from "#app/http.ts";
import { codeRefusals } from "#app/routes/codes-in-words.ts";

export type Said = { status: number; message: string /** The field to put it right in. */; field: string };

type Facts = { wished: string; nearest: string | null; firstName: string; whoCan: string[] };

export const adultsOnly =
  "Calls are for people of 18 or over. If you’re younger, a parent or guardian can write to me and we’ll find a way.";

/** Every refusal in words, or this does not compile. */
const saidKindly: Record<Exclude<AskRefusal, CodeRefusal>, (facts: Facts) => Said> = {
  slot_taken: ({ wished, nearest }) => ({
    status: 409,
    field: "at",
    message: `Someone booked ${wished} while you were writing, or it isn’t open any more. Your details are saved. ${nearest ? `The nearest times are ${nearest}.` : "There is no other open time just now."}`,
  }),
  too_soon: ({ wished, nearest }) => ({
    status: 422,
    field: "at",
    message: `${wished} is too close now to prepare for. ${nearest ? `The nearest times are ${nearest}.` : "Please choose a later one."}`,
  }),
  too_far: ({ nearest }) => ({
    status: 422,
    field: "at",
    message: `That date isn’t open yet. ${nearest ? `The nearest times are ${nearest}.` : "Please choose an earlier one."}`,
  }),
  over_limit: ({ firstName }) => ({
    status: 422,
    field: "at",
    message: `You have a first call with ${firstName} planned already, or missed two. One at a time; please write if you need another.`,
  }),
  day_full: ({ firstName, nearest }) => ({
    status: 422,
    field: "at",
    message: `${firstName}’s day is full. ${nearest ? `The nearest times are ${nearest}.` : "Please choose another day."}`,
  }),
  week_full: ({ firstName, nearest }) => ({
    status: 422,
    field: "at",
    message: `${firstName}’s week is full. ${nearest ? `The nearest times are ${nearest}.` : "Please choose another week."}`,
  }),
  own_week_full: ({ firstName, nearest }) => ({
    status: 422,
    field: "at",
    message: `You have as many sessions that week as ${firstName} gives one person. ${nearest ? `The nearest times are ${nearest}.` : "Please choose another week."} If you need more, write to ${firstName}.`,
  }),
  needs_discovery: () => ({
    status: 403,
    field: "at",
    message: "Sessions open after our first call, so we can both be sure. Book the free call.",
  }),
  adults_only: () => ({
    status: 422,
    field: "adult",
    message: adultsOnly,
  }),
  not_licensed_there: ({ firstName, whoCan }) => ({
    status: 422,
    field: "region",
    message: `${firstName} isn’t licensed where you’ll be. ${whoCan.length > 0 ? `There, ${whoCan.join(" or ")} can see you.` : "Nobody here is licensed there yet, I’m sorry."}`,
  }),
  phone_needed: ({ firstName }) => ({
    status: 422,
    field: "phone",
    message: `A number, so that ${firstName} can ring you.`,
  }),
  key_reused: () => ({
    status: 409,
    field: "at",
    message:
      "This form was sent before with other details. Open your confirmation email to change that booking, or send this one as a new booking.",
  }),
  not_offered: () => ({ status: 404, field: "at", message: "This isn’t offered any more." }),
};

/** A refusal as a page says it: the status, and the words at the field where it can be put right. */
export function kindly(refusal: AskRefusal, facts: Facts): { status: number; errors: FieldErrors } {
  if (isAboutCode(refusal)) return { status: 422, errors: { code: codeRefusals[refusal] } };
  const { status, field, message } = saidKindly[refusal](facts);
  return { status, errors: { [field]: message } };
}

function isAboutCode(refusal: AskRefusal): refusal is CodeRefusal {
  return Object.hasOwn(codeRefusals, refusal);
}

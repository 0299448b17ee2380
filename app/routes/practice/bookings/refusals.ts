import type { AnswerRefusal } from "#app/domain/bookings/answer-request.ts";
import type { BookForRefusal } from "#app/domain/bookings/book-for.ts";
import type { CallOffRefusal } from "#app/domain/bookings/call-off.ts";
import type { FeeRefusal } from "#app/domain/bookings/decide-fee.ts";
import type { MarkRefusal } from "#app/domain/bookings/mark.ts";
import type { KnowingMoveRefusal } from "#app/domain/bookings/move-knowingly.ts";

type Said<Refusal extends string> = Record<Exclude<Refusal, "not_here">, string>;

const changed = "It changed while you were looking. This is how it stands now.";

export const answerInWords: Said<AnswerRefusal> = {
  changed_meanwhile: "It was answered or withdrawn while you were looking.",
  run_out: "It waited too long: the request has run out, and the time is open again.",
  already_over: "The time that was asked for has come already.",
};

export const moveInWords: Said<KnowingMoveRefusal> = {
  changed_meanwhile: changed,
  not_movable: "Only a booking that stands can be moved.",
  then_already: "It is then already, so nobody was written to. Please choose another time.",
  already_over: "That time is behind us. Please choose a later one.",
  slot_taken: "Another session is there already, and two can’t share a time.",
  against_your_rules: "That can be done, if you mean it. Please tick the box below.",
};

export const callOffInWords: Said<CallOffRefusal> = {
  changed_meanwhile: changed,
  not_booked: "It isn’t booked, so there is nothing to cancel. A request is declined instead.",
  already_over: "It began already. If they didn’t come, mark that on its page.",
  already_cancelled: "It was cancelled already. Nothing more is needed.",
};

export const markInWords: Said<MarkRefusal> = {
  not_yet: "It hasn’t begun yet. Come back once it has.",
  not_markable: "It is marked so already, or was called off in the meantime.",
};

export const feeInWords: Said<FeeRefusal> = {
  nothing_due: "No fee is due for it any more.",
  decided_already: "Somebody decided it already.",
};

export const bookForInWords: Said<BookForRefusal> = {
  not_offered: "This therapist doesn’t offer that type of session.",
  needs_discovery: "That session opens after the first call, once you have chosen to begin together.",
  not_licensed_there: "Where they said they are, there is no licence for online sessions.",
  already_over: "That time is behind us. Please choose a later one.",
  slot_taken: "Another session is there already, and two can’t share a time.",
  against_your_rules: "That can be done, if you mean it. Please tick the box below.",
};

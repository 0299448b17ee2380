import type { CodeRefusal } from "#app/domain/codes/rules.ts";

/** Why a code takes nothing off, kindly, and what to do about it. */
export const codeRefusals: Record<CodeRefusal, string> = {
  code_unknown: "That code isn’t one of ours. Check how it is written, or leave it out.",
  code_for_free: "This is free already, so there is nothing to take off. Keep your code for a session.",
  code_off: "That code isn’t in use at the moment. Leave it out, and the usual price holds.",
  code_not_yet: "That code can’t be used yet; its first day is still to come.",
  code_over: "That code has had its last day. Leave it out, and the usual price holds.",
  code_other_type: "That code is for another kind of session. Keep it for then.",
  code_other_therapist: "That code is for sessions with somebody else here. Keep it for then.",
  code_sign_in:
    "That code counts for each person once they are known. Please sign in, and use it on your own page.",
  code_first_only: "That code is for a first paid session, and you have had or booked one.",
  code_used_by_you: "You have used that code as often as one person can. The usual price holds.",
  code_used_up: "That code has been used as often as it can be. The usual price holds.",
};

import type { CancelSeveralRefusal } from "#app/domain/series/cancel-several.ts";
import type { NotMade } from "#app/domain/series/make.ts";
import type { MoveSeveralRefusal } from "#app/domain/series/move-several.ts";

type Said<Refusal extends string> = Record<Exclude<Refusal, "not_here">, string>;

export const notMadeInWords: Record<NotMade, string> = {
  changed_meanwhile:
    "Something changed while you were looking, so nothing is booked yet. The dates below are as they stand now.",
  too_few_dates: "At least two dates, please. One date alone is an ordinary booking.",
  asks_each_time: "Each of these sessions is asked for by itself, so it can’t be repeated here.",
  key_reused: "This form was sent before. Please open it again from the start.",
};

export const moveSeveralInWords: Said<MoveSeveralRefusal> = {
  nothing_left: "None of these dates is still to come, so there is nothing to move.",
  not_offered: "This type of session isn’t offered any more, so its dates are moved one by one.",
  too_far_away: "Up to six days forwards or back, please: beyond that each date would change its week.",
  changed_meanwhile:
    "Something changed while you were looking, so nothing is moved yet. The dates below are as they stand now.",
  nothing_chosen: "Every date would stay where it is. Choose at least one that moves.",
};

export const cancelSeveralInWords: Said<CancelSeveralRefusal> = {
  nothing_left: "None of these dates is still to come, so there is nothing to cancel.",
  changed_meanwhile:
    "Something changed while you were looking, so nothing is cancelled yet. The dates below are as they stand now.",
};

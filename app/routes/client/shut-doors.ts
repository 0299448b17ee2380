import type { ShutBecause } from "#app/domain/bookings/rules.ts";

/** Why a door is shut, in words, and whether a free call would open it. */
export const shutDoors: Record<ShutBecause, { words: string; callHelps: boolean }> = {
  first_call: { words: "Sessions open after our first call, so we can both be sure.", callHelps: true },
  on_your_own: {
    words:
      "This one is for one person, and you come together with somebody. Time of your own begins with a free call of your own.",
    callHelps: true,
  },
  ended: {
    words: "You ended your time together, so sessions are closed. A new beginning starts with a free call.",
    callHelps: true,
  },
  for_couples: {
    words:
      "This one is for two, and you’re here on your own. If you’d like to come as a couple, please write first.",
    callHelps: false,
  },
  adults_only: {
    words: "This one is for people of 18 or over. Please write, and we’ll find a way that suits.",
    callHelps: false,
  },
};

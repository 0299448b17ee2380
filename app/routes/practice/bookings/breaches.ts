import type { Breach } from "#app/domain/availability/knowingly.ts";

const said: Record<Breach, (whose: string) => string> = {
  too_soon: (whose) => `inside ${whose} notice`,
  too_far: (whose) => `further ahead than ${whose} bookings go`,
  outside_hours: (whose) => `outside ${whose} hours`,
  away: (whose) => `in ${whose} time away`,
  busy: (whose) => `in ${whose} blocked time`,
  over_cap: (whose) => `more than ${whose} day or week takes`,
  in_buffers: (whose) => `inside ${whose} pause before or after another session`,
};

/** Which rules a time goes against, in a sentence; null where it goes against none. `whose`: "your", "Maren’s". */
export function breachesInWords(breaches: readonly Breach[], whose: string): string | null {
  if (breaches.length === 0) return null;
  const all = breaches.map((breach) => said[breach](whose));
  const last = all.pop();
  return `That time is ${all.length > 0 ? `${all.join(", ")} and ` : ""}${last}.`;
}

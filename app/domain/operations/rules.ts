/**
 * How many years a clinical record is kept after care has ended, where the practice has said nothing: Germany 10 (BGB
 * §630f), the Netherlands 20 (BW 7:454), Britain 8 (NHS Records Management Code), elsewhere 10, which covers most.
 */
export function usualYears(country: string): number {
  return yearsIn[country] ?? 10;
}

const yearsIn: Readonly<Record<string, number>> = { DE: 10, NL: 20, GB: 8 };

/** Until when a record is kept, from when the last of it happened. */
export function keepsUntil(last: Date, years: number): Date {
  const until = new Date(last);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until;
}

/** Whether a record is still to be kept; one of somebody who never had a session is not. */
export function isKeptByLaw(until: Date | null, now: Date): boolean {
  return until !== null && until > now;
}

/** Whether a name was typed as it stands, but for the space around it and how large its letters are. */
export function isSameName(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();
  return plain(typed) === plain(name);
}

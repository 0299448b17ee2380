/** A span of minutes as people say it: "2 hours", "a day", "90 minutes". */
export function inHours(minutes: number): string {
  if (minutes === 1440) return "a day";
  if (minutes % 1440 === 0) return `${minutes / 1440} days`;
  if (minutes === 60) return "an hour";
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}

/** The same by the clock, for terms that are counted in hours: "24 hours". */
export function byTheClock(minutes: number): string {
  if (minutes === 60) return "an hour";
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
}

/** Until when a booking can be changed freely, for its own page; or that this is over, for then its terms hold. */
export function freelyInWords({ isLate, freeUntil }: { isLate: boolean; freeUntil: string }): string {
  return isLate
    ? "The time to move or cancel it freely is over. What either means now is said before you press."
    : `You can move or cancel it freely until ${freeUntil}.`;
}

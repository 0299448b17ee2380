/** How many minutes before a session people can be reminded of it, the earliest first. */
export const leads = [10_080, 2_880, 1_440, 240, 120, 60, 30] as const;

export type Lead = (typeof leads)[number];

/** How long a lead is: "a week", "1 day", "2 hours", "30 minutes". */
export function leadInWords(lead: number): string {
  if (lead === 10_080) return "1 week";
  const [count, unit] =
    lead % 1_440 === 0 ? [lead / 1_440, "day"] : lead % 60 === 0 ? [lead / 60, "hour"] : [lead, "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** When reminders go: "1 day and 1 hour before", or that there are none. */
export function leadsInWords(chosen: readonly number[]): string {
  const words = [...chosen].sort((a, b) => b - a).map(leadInWords);
  if (words.length === 0) return "no reminders";
  const all = words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  return `${all} before`;
}

import { busyIn } from "#app/integrations/ical-busy.ts";

/** Half a year around two clock changes. */
export const window = { from: new Date("2026-10-20T00:00:00Z"), until: new Date("2027-04-10T00:00:00Z") };

type Wish = { zone?: string; self?: string[]; head?: string };

/** A file of these events, each as its lines. */
export function fileOf(events: readonly string[][], head = ""): string {
  const parts = events.map((lines, at) => [
    "BEGIN:VEVENT",
    ...(lines.some((line) => /^UID/.test(line)) ? [] : [`UID:event-${at}`]),
    ...lines,
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", ...(head ? [head] : []), ...parts.flat(), "END:VCALENDAR", ""].join("\r\n");
}

/** When these events take time: "from/until" in UTC, in order. */
export function busy(
  events: readonly string[][],
  { zone = "Europe/Lisbon", self = [], head = "" }: Wish = {},
): string[] {
  return busyIn({ text: fileOf(events, head), window, zone, self })
    .map(({ startsAt, endsAt }) => `${brief(startsAt)}/${brief(endsAt)}`)
    .sort();
}

/** "2027-02-03T09:00", in UTC. */
export const brief = (at: Date) => at.toISOString().replace(/:00\.000Z$/, "");

import { DAY, MINUTE } from "#app/values/zoned.ts";

const numbers = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A count as people write it: in words up to twelve ("five sessions", "1 session" never). */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbers[count] ?? count} ${count === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How long ago something was: "just now", "12 minutes ago", "3 days ago". */
export function ago(instant: number, now: number): string {
  const passed = Math.max(0, now - instant);
  if (passed < MINUTE) return "just now";
  if (passed < 60 * MINUTE) return span(passed / MINUTE, "minute");
  if (passed < DAY) return span(passed / (60 * MINUTE), "hour");
  return span(passed / DAY, "day");
}

function span(count: number, unit: string): string {
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? "" : "s"} ago`;
}

export const placeInWords = { online: "online", in_person: "in person", phone: "by phone" } as const;

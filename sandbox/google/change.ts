import { randomInt } from "node:crypto";
import { type Fields, merged } from "./fields.ts";
import { withConference } from "./meet.ts";
import { readEvent } from "./read-event.ts";
import { invalid } from "./refusal.ts";
import type { Mood } from "./surroundings.ts";

const signs = "0123456789abcdefghijklmnopqrstuv";

/** `merge` changes what is named, `replace` takes what is sent for all that can be written. */
export type Change = { sent: Record<string, unknown>; how: "merge" | "replace"; conference?: unknown };

/** An event with a change made to it. Another time or another rule is another sequence. */
export function changed(old: Fields, { sent, how, conference }: Change, zone: string, mood: Mood): Fields {
  if (typeof sent.sequence === "number" && sent.sequence < old.sequence) {
    throw invalid("Invalid sequence value. The specified sequence number is below the current one.");
  }
  const read = readEvent(how === "merge" ? merged(old, sent) : { sequence: old.sequence, ...sent }, zone);
  const isMoved = !same(read.start, old.start) || !same(read.end, old.end);
  const hasOtherRule = !same(read.recurrence, old.recurrence);
  const fields: Fields = {
    ...read,
    ...(old.organizer && { organizer: old.organizer }),
    ...(old.conferenceData && { conferenceData: old.conferenceData }),
    sequence: Math.max(read.sequence, old.sequence + (isMoved || hasOtherRule ? 1 : 0)),
  };
  return withConference(fields, conference, mood);
}

/** An id as Google makes them: base32hex. */
export function newId(): string {
  return Array.from({ length: 26 }, () => signs[randomInt(signs.length)]).join("");
}

/** Whether two values say the same. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

import type { calendar_v3 } from "@googleapis/calendar";
import type { When } from "./times.ts";

/** An event as Google's client knows it. */
export type Event = calendar_v3.Schema$Event;
type Person = NonNullable<Event["organizer"]>;

/**
 * What is kept of an event: what somebody may write, read and found sound. Never changed once it is here; a change is a
 * new one.
 */
export type Fields = {
  status: "confirmed" | "tentative" | "cancelled";
  start: When;
  end: When;
  sequence: number;
  recurrence?: readonly string[];
  organizer?: Person;
  attendees?: calendar_v3.Schema$EventAttendee[];
  conferenceData?: calendar_v3.Schema$ConferenceData;
  transparency?: "opaque" | "transparent";
  visibility?: "confidential" | "default" | "private" | "public";
  eventType?: string;
} & Pick<
  Event,
  | "attachments"
  | "colorId"
  | "description"
  | "extendedProperties"
  | "guestsCanInviteOthers"
  | "guestsCanModify"
  | "guestsCanSeeOtherGuests"
  | "location"
  | "reminders"
  | "source"
  | "summary"
  | "workingLocationProperties"
>;

/** What a caller may write. Everything else of an event is Google's own and silently left alone. */
export const writable = [
  "status",
  "start",
  "end",
  "sequence",
  "recurrence",
  "attendees",
  "transparency",
  "visibility",
  "eventType",
  "attachments",
  "colorId",
  "description",
  "extendedProperties",
  "guestsCanInviteOthers",
  "guestsCanModify",
  "guestsCanSeeOtherGuests",
  "location",
  "reminders",
  "source",
  "summary",
  "workingLocationProperties",
] as const satisfies (keyof Fields)[];

/** Only what a caller may write, of what they sent. */
export function written(sent: object): Record<string, unknown> {
  const known: readonly string[] = writable;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => known.includes(name)));
}

/** A change as `PATCH` means it: what is null goes, what is an object is merged, what is a list is replaced. */
export function merged(old: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  const next: Record<string, unknown> = isObject(old) ? { ...old } : {};
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete next[name];
    else next[name] = merged(next[name], value);
  }
  return next;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

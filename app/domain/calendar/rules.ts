import type { CalendarEvent } from "#app/world/calendars.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How far ahead a full list looks (domain, "Calendar"). */
export const horizonDays = 120;
/** A list is made whole again so often: a series without an end says nothing of its dates beyond the last one's horizon. */
export const relistDays = 7;
/** The floor under the notifications: so often a calendar is asked whatever it said. */
export const pollMinutes = 15;
/** The longest pause before one that did not answer is asked again, so that all is known ten minutes after its return. */
const mostPauseMinutes = 8;
/** How long a channel is asked for, and how long before its end the next one is. */
export const channelDays = 7;
export const channelRenewDays = 1;

/** What we ask for: events, and when somebody is busy. The list of calendars only where one is to be chosen. */
export const scopes = {
  events: "https://www.googleapis.com/auth/calendar.events",
  freeBusy: "https://www.googleapis.com/auth/calendar.freebusy",
  list: "https://www.googleapis.com/auth/calendar.calendarlist.readonly",
} as const;

/** What connecting needs; all of it, or it is refused. */
export const neededScopes: readonly string[] = [scopes.events, scopes.freeBusy];

/** Whether everything we need was really given. */
export function isEnough(given: readonly string[]): boolean {
  return neededScopes.every((scope) => given.includes(scope));
}

const digits = "0123456789abcdefghijklmnopqrstuv";

/**
 * The id of an appointment's event: base32hex as Google takes it, made of the appointment, the connection and how often
 * it was taken out. So a second insert is a conflict and never a second event.
 */
export function eventIdOf(appointmentId: string, generation: number, attempt: number): string {
  return `${markOf(appointmentId)}g${generation.toString(32)}t${attempt.toString(32)}`;
}

const mark = "selvage";

/** Whether an event has an id as we make them. One of a series that somebody made out of ours has not: it is theirs. */
export function looksOurs(eventId: string): boolean {
  return eventId.startsWith(mark) && !eventId.includes("_");
}

/** What all ids of an appointment's events begin with. */
function markOf(appointmentId: string): string {
  const bits = BigInt(`0x${appointmentId.replaceAll("-", "")}`) << 2n;
  let text = "";
  for (let left = bits, count = 0; count < 26; count++, left >>= 5n) text = digits[Number(left & 31n)] + text;
  return `${mark}${text}`;
}

/** Whether an event is the one we made for the appointment it names: a copy somebody made has an id of its own. */
export function isOurs({ id, appointmentId }: Pick<CalendarEvent, "id" | "appointmentId">): boolean {
  return appointmentId !== null && looksOurs(id) && id.startsWith(markOf(appointmentId));
}

/**
 * When a calendar is asked next after so many failures in a row: at the floor when there were none, else soon and ever
 * later. `chance` (0 to 1) spreads calendars that began together.
 */
export function nextPull(now: number, failures: number, chance: number): number {
  const pause = failures === 0 ? pollMinutes : Math.min(mostPauseMinutes, 0.5 * 2 ** failures);
  return now + pause * MINUTE * (0.8 + 0.2 * chance);
}

/** When a calendar that was just connected is asked first, so that those of a deployment spread over the round. */
export function firstPull(now: number, chance: number): number {
  return now + pollMinutes * MINUTE * chance;
}

/** Whether the next pull lists everything again. */
export function wantsList(
  { syncToken, listedUntil }: { syncToken: string | null; listedUntil: Date | null },
  now: number,
): boolean {
  if (syncToken === null || listedUntil === null) return true;
  return listedUntil.getTime() < now + (horizonDays - relistDays) * DAY;
}

/** The span a full list covers: from the start of yesterday, for what is still going on, to the horizon. */
export function windowFrom(now: number): { from: Date; until: Date } {
  return { from: new Date(now - DAY), until: new Date(now + horizonDays * DAY) };
}

/** Whether a calendar needs a new channel, or its first. */
export function wantsChannel(
  { channelUntil, channelNotBefore }: { channelUntil: Date | null; channelNotBefore: Date | null },
  now: number,
): boolean {
  if (channelNotBefore && channelNotBefore.getTime() > now) return false;
  return channelUntil === null || channelUntil.getTime() < now + channelRenewDays * DAY;
}

type Standing = { startsAt: Date; endsAt: Date };

/** What an event of ours says about its appointment: as it stands here, or a question. */
export function differs(
  stands: Standing,
  { isCancelled, span }: Pick<CalendarEvent, "isCancelled" | "span">,
): "deleted" | "moved" | "resized" | null {
  if (isCancelled || span === null) return "deleted";
  if (span.startsAt.getTime() !== stands.startsAt.getTime()) return "moved";
  return span.endsAt.getTime() === stands.endsAt.getTime() ? null : "resized";
}

import type { Event, Fields } from "./fields.ts";
import type { Item } from "./series.ts";
import { type When, written } from "./times.ts";

/** Who looks, and from where: how much of a calendar they see, and the zone they want times written in. */
export type Eyes = { calendar: string; zone: string; role: Role };
export const roles = ["freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner"] as const;
export type Role = (typeof roles)[number];

/** An event or an instance as Google shows it to somebody. */
export function seen(item: Item, eyes: Eyes): Event {
  const { fields, entry } = item;
  const bare: Event = {
    kind: "calendar#event",
    etag: etagOf(item),
    id: idOf(item),
    status: fields.status,
    start: shown(fields.start, eyes.zone),
    end: shown(fields.end, eyes.zone),
    ...(item.instance && {
      recurringEventId: entry.id,
      originalStartTime: shown(item.instance.start, eyes.zone),
    }),
    ...(fields.transparency === "transparent" && { transparency: "transparent" }),
    eventType: fields.eventType ?? "default",
  };
  if (isHidden(fields, eyes.role)) return { ...bare, visibility: "private" };
  const { start: _, end: __, transparency: ___, recurrence, organizer, attendees, ...rest } = fields;
  return {
    ...rest,
    ...bare,
    htmlLink: linkTo(item, eyes.calendar),
    created: new Date(entry.created).toISOString(),
    updated: new Date(item.updated).toISOString(),
    creator: person({ email: entry.creator }, eyes),
    organizer: person(organizer ?? { email: eyes.calendar }, eyes),
    iCalUID: entry.uid,
    reminders: fields.reminders ?? { useDefault: true },
    ...(recurrence && { recurrence: [...recurrence] }),
    ...(attendees && {
      attendees: attendees.map((one) => ({ responseStatus: "needsAction", ...person(one, eyes) })),
    }),
    ...linkOf(fields),
  };
}

/** What is left of an event that is gone: hardly more than its id, as Google promises no more. */
export function tombstone(item: Item, zone: string): Event {
  return {
    kind: "calendar#event",
    etag: etagOf(item),
    id: idOf(item),
    status: "cancelled",
    ...(item.instance && {
      recurringEventId: item.entry.id,
      originalStartTime: shown(item.instance.start, zone),
    }),
  };
}

export function idOf({ entry, instance }: Item): string {
  return instance ? `${entry.id}_${instance.key}` : entry.id;
}

/** Changes with every change; an instance nobody touched has its series'. */
export function etagOf({ updated, gen }: Item): string {
  return `"${updated * 2_000 + gen}"`;
}

function isHidden({ visibility }: Fields, role: Role): boolean {
  const isPrivate = visibility === "private" || visibility === "confidential";
  return role === "freeBusyReader" || (role === "reader" && isPrivate);
}

function shown(when: When, zone: string): NonNullable<Event["start"]> {
  if ("date" in when) return { date: when.date };
  return { dateTime: written(Date.parse(when.dateTime), zone), timeZone: when.timeZone ?? zone };
}

function person<T extends { email?: string | null }>(one: T, { calendar }: Eyes): T & { self?: true } {
  return one.email === calendar ? { ...one, self: true } : one;
}

function linkOf({ conferenceData }: Fields): { hangoutLink?: string } {
  const video = conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === "video");
  return video?.uri ? { hangoutLink: video.uri } : {};
}

function linkTo(item: Item, calendar: string): string {
  const eid = Buffer.from(`${idOf(item)} ${calendar}`).toString("base64url");
  return `https://www.google.com/calendar/event?eid=${eid}`;
}

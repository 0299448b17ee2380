import type { Account } from "./account.ts";
import type { Calendar } from "./calendar.ts";
import type { Channels } from "./channels.ts";
import type { Pages } from "./paging.ts";
import type { Query } from "./query.ts";
import { notFound, Refusal } from "./refusal.ts";
import { scopes } from "./scopes.ts";
import type { Mood } from "./surroundings.ts";
import type { Eyes, Role } from "./view.ts";

/** A call whose caller is known and allowed. */
export type Call = {
  account: Account;
  client: string;
  scopes: readonly string[];
  query: Query;
  body: unknown;
  headers: Headers;
  origin: string;
  /** What stands in the path: calendar and event, in this order. */
  ids: readonly string[];
  now: () => Date;
  mood: Mood;
  pages: Pages;
  channels: Channels;
};

/** `scopes`: any one of them is enough. `run` gives the answer, or null where nothing is to be said (204). */
export type Operation = {
  name: string;
  scopes: readonly string[];
  run: (call: Call) => object | null;
};
/** Operations by method and path below `/calendar/v3`, such as `GET /calendars/:c/events`. */
export type Operations = Record<string, Operation>;

export function operation(name: string, allowed: readonly string[], run: Operation["run"]): Operation {
  return { name, scopes: scopes(...allowed), run };
}

export function calendarOf({ account, ids }: Call): Calendar {
  const calendar = account.seen(ids[0] ?? "");
  if (!calendar) throw notFound();
  return calendar;
}

/** The calendar, for somebody who may write in it. */
export function writableOf(call: Call): Calendar {
  const calendar = calendarOf(call);
  if (calendar.accessRole === "owner" || calendar.accessRole === "writer") return calendar;
  throw new Refusal(403, "requiredAccessLevel", "You need to have writer access to this calendar.", {
    domain: "calendar",
  });
}

/** How the caller sees a calendar: with no more than their role and their token allow. */
export function eyesOf(call: Call, calendar: Calendar): Eyes {
  const isBlind = call.scopes.every((scope) => !seesEvents.includes(scope));
  const role: Role = isBlind ? "freeBusyReader" : calendar.accessRole;
  return { calendar: calendar.id, zone: call.query.zone("timeZone") ?? calendar.timeZone, role };
}

const seesEvents = scopes(
  "calendar",
  "calendar.app.created",
  "calendar.events",
  "calendar.events.owned",
  "calendar.events.owned.readonly",
  "calendar.events.public.readonly",
  "calendar.events.readonly",
  "calendar.readonly",
);

import type { Calendar } from "./calendar.ts";
import type { Pages } from "./paging.ts";
import type { Query } from "./query.ts";
import { invalid, Refusal, timeRangeEmpty } from "./refusal.ts";
import { exceptionsOf, type Item, instances, isSeries, itself, latest } from "./series.ts";
import {
  apart,
  type Change,
  changesOfInstances,
  changesOfSeries,
  generationOf,
  syncToken,
  type Window,
} from "./sync.ts";
import { spanOf, touches } from "./times.ts";
import { type Eyes, seen, tombstone } from "./view.ts";

const day = 86_400_000;
/** How far ahead a series without an end is told of. Its past is told from a year ago. */
const ahead = 730 * day;
const behind = 366 * day;
const largest = 2_500;
/** Neither goes with a sync token: https://developers.google.com/workspace/calendar/api/v3/reference/events/list */
const restrictions = [
  "iCalUID",
  "orderBy",
  "privateExtendedProperty",
  "q",
  "sharedExtendedProperty",
  "timeMax",
  "timeMin",
  "updatedMin",
];
/** A list with one of these gives no sync token. */
const filters = restrictions.filter((name) => name !== "timeMin" && name !== "timeMax");

type Asked = {
  calendar: Calendar;
  query: Query;
  eyes: Eyes;
  pages: Pages;
  now: number;
  pageSize: number | null;
};

/** `events.list`: all events, or what has changed since a sync token, page by page. */
export function listEvents({ calendar, query, eyes, pages, now, pageSize }: Asked): object {
  const size = Math.min(query.count("maxResults", 250, largest), pageSize ?? largest);
  const single = query.flag("singleEvents") ?? false;
  const order = query.oneOf("orderBy", ["startTime", "updated"]);
  const fingerprint = fingerprintOf(calendar, query);
  const page = (body: object) => ({ ...headOf(calendar, eyes), ...body });
  if (order === "startTime" && !single) {
    throw new Refusal(400, "badRequest", "The requested ordering is not available for the particular query.");
  }
  const turned = query.text("pageToken");
  if (turned !== undefined) return page(pages.turn(turned, fingerprint, size));

  const token = query.text("syncToken");
  const isPlain = filters.every((name) => !query.has(name));
  const last = isPlain ? { nextSyncToken: syncToken(calendar, single) } : {};
  if (token !== undefined) {
    const changes = changed(calendar, query, token, single, now);
    return page(
      pages.begin(
        fingerprint,
        changes.map((one) => () => told(one, eyes)),
        size,
        last,
      ),
    );
  }
  const items = found(calendar, query, single, now);
  const sorted =
    order === undefined
      ? items
      : items.toSorted((one, other) => placeIn(order, one, calendar) - placeIn(order, other, calendar));
  return page(
    pages.begin(
      fingerprint,
      sorted.map((item) => () => shown(item, eyes)),
      size,
      last,
    ),
  );
}

/** `events.instances`: those of one series. */
export function listInstances({ calendar, query, eyes, pages, now, pageSize }: Asked, series: Item): object {
  const size = Math.min(query.count("maxResults", 250, largest), pageSize ?? largest);
  const page = (body: object) => ({ ...headOf(calendar, eyes), ...body });
  const fingerprint = `${series.entry.id} ${fingerprintOf(calendar, query)}`;
  const turned = query.text("pageToken");
  if (turned !== undefined) return page(pages.turn(turned, fingerprint, size));
  const { from, to } = windowOf(query, now);
  const showDeleted = query.flag("showDeleted") ?? false;
  const wanted = query.text("originalStart");
  const items = instances(series.entry, series.version, calendar.timeZone, from, to)
    .filter(({ fields }) => showDeleted || fields.status !== "cancelled")
    .filter(({ instance }) => wanted === undefined || isAt(instance?.start, wanted))
    .map((item) => () => shown(item, eyes));
  return page(pages.begin(fingerprint, items, size, {}));
}

function isAt(start: object | undefined, wanted: string): boolean {
  const { date, dateTime } = Object(start);
  return date === wanted || (dateTime !== undefined && Date.parse(dateTime) === Date.parse(wanted));
}

function changed(calendar: Calendar, query: Query, token: string, single: boolean, now: number): Change[] {
  const restriction = restrictions.find((name) => query.has(name));
  if (restriction !== undefined || query.flag("showDeleted") === false) {
    throw invalid("Sync token cannot be used with other query restrictions.", restriction ?? "showDeleted");
  }
  const gen = generationOf(token, calendar, single);
  if (!single) return changesOfSeries(calendar, gen);
  return changesOfInstances(calendar, gen, { from: now - behind, to: now + ahead });
}

function found(calendar: Calendar, query: Query, single: boolean, now: number): Item[] {
  const window = windowOf(query, now);
  const isBounded = query.has("timeMin") || query.has("timeMax");
  const showDeleted = query.flag("showDeleted") ?? false;
  const updatedMin = query.time("updatedMin");
  const fits = filterOf(query);
  const all: Item[] = [];
  for (const entry of calendar.entries) {
    const version = latest(entry);
    const isGone = version.fields.status === "cancelled";
    if (isGone && !showDeleted && updatedMin === undefined) continue;
    if (single) all.push(...apart(entry, version, calendar.timeZone, window));
    else if (!isSeries(version) || !isBounded || isWithin(entry, version, calendar, window)) {
      // Told of even when deleted ones are not asked for: who expands a series must know what it leaves out.
      all.push(itself(entry), ...(isGone ? [] : exceptionsOf(entry, version)));
    }
  }
  return all.filter((item) => {
    const isGone = item.fields.status === "cancelled" && (single || item.instance === undefined);
    if (isGone && !showDeleted && updatedMin === undefined) return false;
    if (updatedMin !== undefined && item.updated < updatedMin) return false;
    const isApart = single || !isSeries(item.version) || item.instance !== undefined;
    if (isBounded && isApart && !touches(spanOf(item.fields, calendar.timeZone), window.from, window.to))
      return false;
    return fits(item);
  });
}

function isWithin(
  entry: Item["entry"],
  version: Item["version"],
  { timeZone }: Calendar,
  { from, to }: Window,
) {
  return instances(entry, version, timeZone, from, to).length > 0;
}

/** `timeMin` bounds the end, `timeMax` the start, both exclusive. */
function windowOf(query: Query, now: number): Window {
  const from = query.time("timeMin");
  const to = query.time("timeMax");
  if (from !== undefined && to !== undefined && to <= from) throw timeRangeEmpty("timeMax");
  const begin = from ?? Math.min(to ?? now, now) - behind;
  return { from: begin, to: to ?? Math.max(begin, now) + ahead };
}

function filterOf(query: Query): (item: Item) => boolean {
  const uid = query.text("iCalUID");
  const words = query.text("q")?.toLowerCase();
  const types = query.texts("eventTypes");
  const own = query.texts("privateExtendedProperty").map(pair);
  const shared = query.texts("sharedExtendedProperty").map(pair);
  return ({ entry, fields }) =>
    (uid === undefined || entry.uid === uid) &&
    (types.length === 0 || types.includes(fields.eventType ?? "default")) &&
    own.every(([name, value]) => fields.extendedProperties?.private?.[name] === value) &&
    shared.every(([name, value]) => fields.extendedProperties?.shared?.[name] === value) &&
    (words === undefined ||
      [
        fields.summary,
        fields.description,
        fields.location,
        ...(fields.attendees ?? []).map(({ email }) => email),
      ].some((text) => text?.toLowerCase().includes(words)));
}

function pair(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw invalid("Invalid extended property.", "privateExtendedProperty");
  return [text.slice(0, at), text.slice(at + 1)];
}

function placeIn(order: "startTime" | "updated", item: Item, { timeZone }: Calendar): number {
  return order === "updated" ? item.updated : spanOf(item.fields, timeZone).start;
}

function shown(item: Item, eyes: Eyes): object {
  const isSkeleton = item.fields.status === "cancelled" && item.instance !== undefined;
  return isSkeleton ? tombstone(item, eyes.zone) : seen(item, eyes);
}

function told({ item, isGone }: Change, eyes: Eyes): object {
  return isGone ? tombstone(item, eyes.zone) : seen(item, eyes);
}

function headOf(calendar: Calendar, eyes: Eyes): object {
  return {
    kind: "calendar#events",
    etag: `"p${calendar.gen}"`,
    summary: calendar.summary,
    updated: new Date(calendar.updated).toISOString(),
    timeZone: eyes.zone,
    accessRole: eyes.role,
    defaultReminders: [],
  };
}

/** A page token belongs to one query; only how much is told at once may change. */
function fingerprintOf(calendar: Calendar, query: Query): string {
  const names = [
    ...restrictions,
    "eventTypes",
    "showDeleted",
    "singleEvents",
    "syncToken",
    "timeZone",
    "originalStart",
  ];
  return JSON.stringify([calendar.id, ...names.map((name) => query.texts(name))]);
}

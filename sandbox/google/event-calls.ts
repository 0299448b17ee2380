import { z } from "zod";
import { written } from "./fields.ts";
import { listEvents, listInstances } from "./list.ts";
import { withConference } from "./meet.ts";
import { type Call, calendarOf, eyesOf, type Operations, operation, writableOf } from "./operation.ts";
import { readEvent } from "./read-event.ts";
import { conditionNotMet, invalid, notFound, Refusal } from "./refusal.ts";
import type { Item } from "./series.ts";
import { etagOf, seen } from "./view.ts";

const writing = ["calendar", "calendar.app.created", "calendar.events", "calendar.events.owned"];
const reading = [
  ...writing,
  "calendar.events.freebusy",
  "calendar.events.owned.readonly",
  "calendar.events.public.readonly",
  "calendar.events.readonly",
  "calendar.readonly",
];
const stopping = [
  ...reading,
  "calendar.acls",
  "calendar.acls.readonly",
  "calendar.calendarlist",
  "calendar.calendarlist.readonly",
  "calendar.settings.readonly",
];

export const events: Operations = {
  "GET /calendars/:c/events": operation("calendar.events.list", reading, (call) => listEvents(askedBy(call))),
  "POST /calendars/:c/events": operation("calendar.events.insert", writing, (call) => {
    const calendar = writableOf(call);
    const sent = bodyOf(call);
    const { id, iCalUID } = namesIn(sent);
    const fields = readEvent(written(sent), calendar.timeZone);
    const asked = conferenceIn(call, sent);
    return shown(
      call,
      calendar.insert(withConference(fields, asked, call.mood), id ?? undefined, iCalUID ?? undefined),
    );
  }),
  "GET /calendars/:c/events/:e": operation("calendar.events.get", reading, (call) => {
    const item = itemOf(call);
    if (call.headers.get("if-none-match") === etagOf(item)) throw new NotModified();
    return shown(call, item);
  }),
  "PATCH /calendars/:c/events/:e": operation("calendar.events.patch", writing, (call) =>
    change(call, "merge"),
  ),
  "PUT /calendars/:c/events/:e": operation("calendar.events.update", writing, (call) =>
    change(call, "replace"),
  ),
  "DELETE /calendars/:c/events/:e": operation("calendar.events.delete", writing, (call) => {
    const calendar = writableOf(call);
    checkMatch(call, itemOf(call));
    calendar.delete(call.ids[1] ?? "");
    return null;
  }),
  "GET /calendars/:c/events/:e/instances": operation("calendar.events.instances", reading, (call) =>
    listInstances(askedBy(call), itemOf(call)),
  ),
  "POST /calendars/:c/events/watch": operation("calendar.events.watch", reading, (call) => {
    const { account, client, origin } = call;
    return call.channels.watch(bodyOf(call), { account, client, origin, calendar: calendarOf(call) });
  }),
  "POST /channels/stop": operation("calendar.channels.stop", stopping, (call) => {
    call.channels.stop(bodyOf(call), call.account, call.client);
    return null;
  }),
};

/** 304: it is still what the caller has. */
export class NotModified extends Error {}

function askedBy(call: Call) {
  const calendar = calendarOf(call);
  const { query, pages, mood } = call;
  return {
    calendar,
    query,
    pages,
    eyes: eyesOf(call, calendar),
    now: call.now().getTime(),
    pageSize: mood.pageSize,
  };
}

function change(call: Call, how: "merge" | "replace"): object {
  const calendar = writableOf(call);
  const sent = bodyOf(call);
  const item = itemOf(call);
  checkMatch(call, item);
  const id = call.ids[1] ?? "";
  return shown(call, calendar.change(id, written(sent), how, conferenceIn(call, sent)));
}

function itemOf(call: Call): Item {
  const item = calendarOf(call).item(call.ids[1] ?? "");
  if (!item) throw notFound();
  return item;
}

function checkMatch({ headers }: Call, item: Item): void {
  const wanted = headers.get("if-match");
  if (wanted !== null && wanted !== "*" && wanted !== etagOf(item)) throw conditionNotMet();
}

function shown(call: Call, item: Item): object {
  return seen(item, eyesOf(call, calendarOf(call)));
}

/** Without `conferenceDataVersion=1` whatever is said about conferences is passed over. */
function conferenceIn({ query }: Call, sent: object): unknown {
  if (query.version("conferenceDataVersion") === 0) return undefined;
  return (sent as { conferenceData?: unknown }).conferenceData;
}

function bodyOf({ body }: Call): object {
  if (body === undefined) throw new Refusal(400, "parseError", "Parse Error");
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw invalid("Invalid value for: resource");
  return body;
}

const names = z.object({ id: z.string().nullish(), iCalUID: z.string().max(1_024).nullish() });

function namesIn(sent: object): z.infer<typeof names> {
  const read = names.safeParse(sent);
  if (!read.success) throw invalid("Invalid resource id value.");
  return read.data;
}

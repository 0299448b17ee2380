import type { calendar_v3 } from "@googleapis/calendar";
import { startOfDay } from "#app/values/zoned.ts";
import type { CalendarEvent, Entry } from "#app/world/calendars.ts";

type Event = calendar_v3.Schema$Event;

/** All of an event that is ever asked for. A title, a guest, a description of somebody's own life never reaches us. */
export const fieldsOfEvent =
  "id,etag,updated,status,start,end,transparency,eventType,attendees(self,responseStatus),extendedProperties/private,hangoutLink,conferenceData(createRequest/status,entryPoints)";

/** The name of the private property that marks an event as ours. */
const mark = "appointment";

/** An event in our words; `zone` is the calendar's, in which its days begin. */
export function eventOf(event: Event, zone: string): CalendarEvent {
  const isCancelled = event.status === "cancelled";
  const span = spanOf(event, zone);
  return {
    id: event.id ?? "",
    etag: event.etag ?? "",
    changedAt: new Date(event.updated ?? 0),
    isCancelled,
    span,
    isBusy: !isCancelled && span !== null && span.startsAt < span.endsAt && takesTime(event),
    appointmentId: event.extendedProperties?.private?.[mark] ?? null,
    meet: meetOf(event),
  };
}

/** Time that is marked free, a place of work and an invitation that was declined take none. */
function takesTime({ transparency, eventType, attendees }: Event): boolean {
  const isDeclined = attendees?.some((one) => one.self && one.responseStatus === "declined") ?? false;
  return transparency !== "transparent" && eventType !== "workingLocation" && !isDeclined;
}

function spanOf({ start, end }: Event, zone: string): CalendarEvent["span"] {
  const [startsAt, endsAt] = [start, end].map((moment) => {
    if (moment?.dateTime) return new Date(moment.dateTime);
    return moment?.date ? new Date(startOfDay(zone, moment.date)) : null;
  });
  return startsAt && endsAt ? { startsAt, endsAt } : null;
}

function meetOf({ hangoutLink, conferenceData }: Event): CalendarEvent["meet"] {
  const url = hangoutLink ?? conferenceData?.entryPoints?.find((way) => way.entryPointType === "video")?.uri;
  if (url) return { url, isPending: false };
  const status = conferenceData?.createRequest?.status?.statusCode;
  return status ? { url: null, isPending: status === "pending" } : null;
}

/** An entry as Google takes it. Nobody is invited, and whoever shares the calendar reads no more than that it is taken. */
export function requestOf({
  appointmentId,
  zone,
  title,
  description,
  location,
  meet,
  ...times
}: Entry): Event {
  return {
    start: { dateTime: times.startsAt.toISOString(), timeZone: zone },
    end: { dateTime: times.endsAt.toISOString(), timeZone: zone },
    summary: title,
    description,
    location: location ?? "",
    visibility: "private",
    transparency: "opaque",
    extendedProperties: { private: { [mark]: appointmentId } },
    ...(meet && {
      conferenceData: {
        createRequest: { requestId: meet, conferenceSolutionKey: { type: "hangoutsMeet" } },
      },
    }),
  };
}

/** The same for an event that is there: a meeting that is no longer wanted goes. */
export function changeOf(entry: Entry): Event {
  const request = requestOf(entry);
  // Google's types leave out that null takes a field away: https://developers.google.com/workspace/calendar/api/guides/performance#patch
  return entry.meet === null ? { ...request, conferenceData: null as never } : request;
}

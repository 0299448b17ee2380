import ical, {
  type ICalAlarmData,
  ICalAlarmType,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { Attachment } from "#app/world.ts";
import type { BookingLetter, Reader } from "./booking.ts";
import { oneLine, webAddress } from "./one-line.ts";
import { doorOf } from "./sentences.ts";

/**
 * REQUEST, not PUBLISH, in a letter to the client: only a REQUEST that names them as attendee lets their calendar
 * follow a later move or CANCEL of the same UID by itself (RFC 5546, 3.2.2.1 and 3.2.5). We ask for no answer:
 * RSVP=FALSE, already accepted. PUBLISH, which has no attendees (3.2.1), is for a file fetched by hand and for the
 * therapist, who may be the organizer herself.
 */
export type Method = "request" | "publish" | "cancel";

/**
 * The booking as an iCalendar file (RFC 5545), in UTC and so right in every zone without a VTIMEZONE. No session
 * type, no client's name, no clinical word; equal letters give equal bytes. The two readers' files differ in words
 * and in UID, so that one inbox may hold both.
 */
export function calendarFile(letter: BookingLetter, method: Method, reader: Reader = "client"): Attachment {
  const calendar = ical({
    prodId: { company: "Selvage", product: "Selvage", language: "EN" },
    method: ICalCalendarMethod[method === "cancel" ? "CANCEL" : method === "request" ? "REQUEST" : "PUBLISH"],
  });
  calendar.createEvent(entry(letter, method, reader));
  return {
    filename: "appointment.ics",
    contentType: `text/calendar; charset=utf-8; method=${calendar.method()}`,
    content: `${calendar.toString()}\r\n`,
  };
}

/**
 * Several bookings in one file. PUBLISH, for a REQUEST or CANCEL may only hold entries of one UID (RFC 5546, 3.2.2 and
 * 3.2.5); each entry has the UID of its booking, so that a later letter about one of them changes that one.
 */
export function calendarOfSeveral(
  letters: readonly BookingLetter[],
  state: "confirmed" | "cancelled",
  reader: Reader = "client",
): Attachment {
  const calendar = ical({
    prodId: { company: "Selvage", product: "Selvage", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  const method = state === "cancelled" ? "cancel" : "publish";
  for (const letter of letters) calendar.createEvent({ ...entry(letter, method, reader), attendees: [] });
  return {
    filename: "appointments.ics",
    contentType: "text/calendar; charset=utf-8; method=PUBLISH",
    content: `${calendar.toString()}\r\n`,
  };
}

/** What the entry is called: nothing a colleague looking over a shoulder could read anything into. */
export function entryTitle({ booking, guest, therapist }: BookingLetter, reader: Reader): string {
  if (reader === "therapist") return "Call (Selvage)";
  if (guest.calendarWords) return oneLine(guest.calendarWords, 60);
  if (guest.isDiscreet) return "Appointment";
  const what = booking.place === "in_person" ? "Meeting" : "Call";
  return `${what} with ${oneLine(therapist.firstName, 40)}`;
}

function entry(letter: BookingLetter, method: Method, reader: Reader): ICalEventData {
  const { booking, practice } = letter;
  const suffix = reader === "therapist" ? "-therapist" : "";
  return {
    id: `booking-${oneLine(booking.id)}${suffix}@${new URL(practice.url).hostname}`,
    sequence: booking.sequence,
    stamp: new Date(booking.writtenAt),
    start: new Date(booking.startsAt),
    end: new Date(booking.endsAt),
    summary: entryTitle(letter, reader),
    location: where(letter, method, reader),
    description:
      reader === "client" && method !== "cancel" ? `To move it or cancel it: ${booking.manageUrl}` : null,
    organizer: person(reader === "client" ? organizerOf(letter) : practice.name, practice.replyTo),
    attendees: method === "publish" || reader === "therapist" ? [] : attendees(letter),
    status: method === "cancel" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    alarms: reader === "client" && method !== "cancel" ? alarms(letter) : [],
    transparency: ICalEventTransparency[method === "cancel" ? "TRANSPARENT" : "OPAQUE"],
  };
}

/** Many a calendar shows who invites beside the entry, so discreet words there need a discreet name here. */
function organizerOf({ guest, practice }: BookingLetter): string {
  return guest.isDiscreet || guest.calendarWords ? "Appointments" : practice.name;
}

/** A client's entry leads to the door of the session; the room itself stands in its therapist's alone. */
function where(letter: BookingLetter, method: Method, reader: Reader): string | null {
  const { booking, practice } = letter;
  if (booking.place === "phone") return "Phone";
  if (booking.place === "in_person") return practice.address && oneLine(practice.address, 200);
  if (reader === "therapist") return (booking.meets ? null : webAddress(booking.roomUrl)) ?? "Online";
  return (method === "cancel" ? null : doorOf(letter)) ?? "Online";
}

/**
 * What rings before it, where their calendar follows a file's alarms (RFC 5545, 3.6.6): words on the screen, the same as
 * the entry's own, never a sound of ours or a letter. The therapist's calendar rings as she has set it.
 */
function alarms(letter: BookingLetter): ICalAlarmData[] {
  const minutes = [...new Set(letter.guest.alarms ?? [])].sort((a, b) => b - a);
  return minutes.map((lead) => ({
    type: ICalAlarmType.display,
    triggerBefore: lead * 60,
    description: entryTitle(letter, "client"),
  }));
}

function attendees({ guest }: BookingLetter) {
  if (!guest.email) return [];
  return [{ ...person(guest.name, guest.email), status: ICalAttendeeStatus.ACCEPTED, rsvp: false }];
}

function person(name: string, address: string) {
  const email = mailbox(address);
  return { name: oneLine(name) || email, email };
}

/** An address as it may stand behind `mailto:` (RFC 6068, 2): nothing that could end the line or begin a field. */
function mailbox(address: string): string {
  return oneLine(address, 320).replace(/[\s"<>?&;,]/g, "");
}

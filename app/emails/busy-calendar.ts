import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";

/** A time that is taken. `writtenAt`: when what is said of it was last changed. */
export type BusyEntry = {
  uid: string;
  startsAt: Date;
  endsAt: Date;
  sequence: number;
  writtenAt: Date;
  url: string;
};

/**
 * Taken times as a calendar that programs read again and again (RFC 5545, in UTC; RFC 7986, 5.7 for how often). Each is
 * “Busy” to whoever looks over a shoulder. The same times always make the same bytes.
 */
export function busyCalendar(entries: readonly BusyEntry[]): string {
  const calendar = ical({
    prodId: { company: "Selvage", product: "Selvage", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    name: "Appointments",
    ttl: 15 * 60,
  });
  for (const { uid, startsAt, endsAt, sequence, writtenAt, url } of entries)
    calendar.createEvent({
      ...{ id: uid, sequence, stamp: writtenAt, lastModified: writtenAt, start: startsAt, end: endsAt },
      ...{ summary: "Busy", description: url, url, status: ICalEventStatus.CONFIRMED },
    });
  return `${calendar.toString()}\r\n`;
}

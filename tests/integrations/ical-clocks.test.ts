import { afterEach, describe, expect, test } from "vitest";
import { busy } from "./a-calendar-file.ts";

const machine = process.env.TZ;
afterEach(() => {
  if (machine === undefined) delete process.env.TZ;
  else process.env.TZ = machine;
});

// Where the machine stands changes nothing: neither west nor east of everybody, nor where midnight is skipped.
describe.each(["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "America/Santiago"])(
  "on a machine in %s",
  (here) => {
    const at = (name: string, work: () => void) =>
      test(name, () => {
        process.env.TZ = here;
        work();
      });

    at("times in UTC, in a zone, and in none", () => {
      expect(
        busy(
          [
            ["DTSTART:20270203T090000Z", "DTEND:20270203T100000Z"],
            ["DTSTART;TZID=America/New_York:20270203T090000", "DTEND;TZID=America/New_York:20270203T100000"],
            ["DTSTART:20270203T210000", "DTEND:20270203T220000"],
          ],
          { zone: "Asia/Tokyo" },
        ),
      ).toEqual([
        "2027-02-03T09:00/2027-02-03T10:00",
        "2027-02-03T12:00/2027-02-03T13:00",
        "2027-02-03T14:00/2027-02-03T15:00",
      ]);
    });

    at("times without a zone are the calendar's own, where it says which", () => {
      const floating = [["DTSTART:20270203T090000", "DTEND:20270203T100000"]];
      expect(busy(floating, { head: "X-WR-TIMEZONE:America/New_York" })).toEqual([
        "2027-02-03T14:00/2027-02-03T15:00",
      ]);
      expect(busy(floating, { head: "X-WR-TIMEZONE:Nowhere/Land" })).toEqual([
        "2027-02-03T09:00/2027-02-03T10:00",
      ]);
    });

    at("whole days begin where the calendar is, on the days the clocks change too", () => {
      expect(busy([["DTSTART;VALUE=DATE:20270328"]])).toEqual(["2027-03-28T00:00/2027-03-28T23:00"]);
      expect(busy([["DTSTART;VALUE=DATE:20261025", "DTEND;VALUE=DATE:20261026"]])).toEqual([
        "2026-10-24T23:00/2026-10-26T00:00",
      ]);
      expect(busy([["DTSTART;VALUE=DATE:20270401", "DURATION:P3D"]], { zone: "America/New_York" })).toEqual([
        "2027-04-01T04:00/2027-04-04T04:00",
      ]);
      // Santiago's clocks go back on 4 April 2027 at midnight, so the day before has 25 hours.
      expect(busy([["DTSTART;VALUE=DATE:20270403"]], { zone: "America/Santiago" })).toEqual([
        "2027-04-03T03:00/2027-04-04T04:00",
      ]);
      expect(busy([["DTSTART;VALUE=DATE:20270203", "DTEND;VALUE=DATE:20270203"]])).toEqual([
        "2027-02-03T00:00/2027-02-04T00:00",
      ]);
    });

    at("nine o'clock stays nine o'clock when the clocks change, and so does a night", () => {
      expect(
        busy([
          [
            "DTSTART;TZID=Europe/Lisbon:20261023T090000",
            "DTEND;TZID=Europe/Lisbon:20261023T100000",
            "RRULE:FREQ=DAILY;COUNT=3",
          ],
        ]),
      ).toEqual([
        "2026-10-23T08:00/2026-10-23T09:00",
        "2026-10-24T08:00/2026-10-24T09:00",
        "2026-10-25T09:00/2026-10-25T10:00",
      ]);
      expect(
        busy([
          [
            "DTSTART;TZID=America/New_York:20270312T220000",
            "DURATION:PT8H",
            "RRULE:FREQ=DAILY;UNTIL=20270314T235959Z",
          ],
        ]),
      ).toEqual(["2027-03-13T03:00/2027-03-13T11:00", "2027-03-14T03:00/2027-03-14T11:00"]);
    });

    at("an hour that comes twice is the first of the two, one that is skipped comes later", () => {
      expect(busy([["DTSTART;TZID=Europe/Lisbon:20261025T013000", "DURATION:PT15M"]])).toEqual([
        "2026-10-25T00:30/2026-10-25T00:45",
      ]);
      expect(busy([["DTSTART;TZID=Europe/Lisbon:20270328T013000", "DURATION:PT15M"]])).toEqual([
        "2027-03-28T01:30/2027-03-28T01:45",
      ]);
      const nightly = [
        "DTSTART;TZID=Europe/Lisbon:20261024T013000",
        "DURATION:PT15M",
        "RRULE:FREQ=DAILY;COUNT=3",
      ];
      const first = "2026-10-25T00:30/2026-10-25T00:45";
      expect(busy([nightly])).toContain(first);
      expect(busy([[...nightly, "EXDATE;TZID=Europe/Lisbon:20261025T013000"]])).not.toContain(first);
    });

    at("a series of days repeats on days, ends on one, and leaves some out", () => {
      expect(
        busy([
          ["DTSTART;VALUE=DATE:20270327", "RRULE:FREQ=DAILY;UNTIL=20270330", "EXDATE;VALUE=DATE:20270329"],
        ]),
      ).toEqual([
        "2027-03-27T00:00/2027-03-28T00:00",
        "2027-03-28T00:00/2027-03-28T23:00",
        "2027-03-29T23:00/2027-03-30T23:00",
      ]);
    });

    at("what was moved stands where it was moved to, and what was called off nowhere", () => {
      const series = [
        "UID:s",
        "DTSTART;TZID=Europe/Berlin:20270202T090000",
        "DTEND;TZID=Europe/Berlin:20270202T100000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
      ];
      const moved = [
        "UID:s",
        "RECURRENCE-ID;TZID=Europe/Berlin:20270209T090000",
        "DTSTART;TZID=Europe/Berlin:20270211T150000",
        "DTEND;TZID=Europe/Berlin:20270211T153000",
      ];
      const off = [
        "UID:s",
        "RECURRENCE-ID:20270216T080000Z",
        "DTSTART:20270216T080000Z",
        "DTEND:20270216T090000Z",
        "STATUS:CANCELLED",
      ];
      const left = [
        "2027-02-02T08:00/2027-02-02T09:00",
        "2027-02-11T14:00/2027-02-11T14:30",
        "2027-02-23T08:00/2027-02-23T09:00",
      ];
      expect(busy([series, moved, off])).toEqual(left);
      expect(busy([off, moved, series])).toEqual(left);
      expect(busy([moved])).toEqual(left.slice(1, 2));
    });
  },
);

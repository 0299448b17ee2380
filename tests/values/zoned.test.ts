import { describe, expect, test } from "vitest";
import {
  addDays,
  allZones,
  DAY,
  dateOf,
  dayNumber,
  dayOf,
  formatDate,
  formatDay,
  formatDayAndTime,
  formatTime,
  isDate,
  isZone,
  MINUTE,
  offsetAt,
  startOfDay,
  timeOf,
  timeText,
  toInstant,
  wallAt,
  wallClock,
  wallTime,
  weekdayOf,
  zoneCity,
} from "#app/values/zoned.ts";
import { cases, chanceOf, momentNear, seed, zones } from "#tests/support/random-diary.ts";
import {
  clockChanges,
  instantByTemporal,
  inZone,
  startOfDayByTemporal,
} from "#tests/support/temporal-oracle.ts";

const HOUR = 60 * MINUTE;

describe("zones", () => {
  test("a name of IANA's is a zone, an alias too; an offset or a stranger's text is none", () => {
    for (const name of ["Europe/Lisbon", "Asia/Kolkata", "Asia/Calcutta", "US/Eastern", "UTC"])
      expect(isZone(name)).toBe(true);
    for (const name of ["", "+05:00", "Europe/Atlantis", "Europe/Lisbon\r\nBcc: x", "../etc"])
      expect(isZone(name)).toBe(false);
  });

  test("all zones are zones, UTC among them, in order and once each", () => {
    const all = allZones();
    expect(all.filter((name) => !isZone(name))).toEqual([]);
    expect(all).toContain("UTC");
    expect(all).toEqual([...new Set(all)].sort());
  });

  test("a zone is called by its city", () => {
    expect(zoneCity("Europe/Lisbon")).toBe("Lisbon");
    expect(zoneCity("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
    expect(zoneCity("UTC")).toBe("UTC");
  });
});

describe("wall and instant", () => {
  test("a skipped time comes out later by as much as was skipped", () => {
    expect(toInstant("Europe/Vienna", at("2027-03-28T01:59Z"))).toBe(at("2027-03-28T00:59Z"));
    expect(toInstant("Europe/Vienna", at("2027-03-28T02:30Z"))).toBe(at("2027-03-28T01:30Z"));
    expect(toInstant("Europe/Vienna", at("2027-03-28T03:00Z"))).toBe(at("2027-03-28T01:00Z"));
    expect(toInstant("Australia/Lord_Howe", at("2026-10-04T02:15Z"))).toBe(at("2026-10-03T15:45Z"));
  });

  test("a repeated time is the first of the two", () => {
    expect(toInstant("America/New_York", at("2026-11-01T01:30Z"))).toBe(at("2026-11-01T05:30Z"));
    expect(toInstant("America/New_York", at("2026-11-01T02:00Z"))).toBe(at("2026-11-01T07:00Z"));
    expect(toInstant("Australia/Lord_Howe", at("2027-04-04T01:45Z"))).toBe(at("2027-04-03T14:45Z"));
  });

  test("Apia went to bed on a Thursday and woke on a Saturday", () => {
    expect(wallTime(at("2011-12-30T09:59Z"), "Pacific/Apia")).toBe("2011-12-29T23:59");
    expect(wallTime(at("2011-12-30T10:00Z"), "Pacific/Apia")).toBe("2011-12-31T00:00");
    expect(startOfDay("Pacific/Apia", "2011-12-30")).toBe(at("2011-12-30T10:00Z"));
  });

  test("Monrovia was 44 minutes and 30 seconds behind until 1972", () => {
    expect(offsetAt("Africa/Monrovia", at("1971-06-01T00:00Z"))).toBe(-44.5 * MINUTE);
    expect(toInstant("Africa/Monrovia", at("1971-06-01T00:00Z"))).toBe(at("1971-06-01T00:44:30Z"));
    expect(timeOf("Africa/Monrovia", at("1971-06-01T00:44:29Z"))).toBe("23:59");
    expect(offsetAt("Africa/Monrovia", at("2026-06-01T00:00Z"))).toBe(0);
  });

  test("a day begins at its first moment, where clocks skip midnight too", () => {
    expect(startOfDay("Europe/Lisbon", "2026-11-24")).toBe(at("2026-11-24T00:00Z"));
    expect(startOfDay("Africa/Cairo", "2026-04-24")).toBe(at("2026-04-23T22:00Z")); // Last Friday of April: 00:00 becomes 01:00.
    expect(timeOf("Africa/Cairo", startOfDay("Africa/Cairo", "2026-04-24"))).toBe("01:00");
  });

  test("times far out of any calendar still have an answer", () => {
    expect(offsetAt("Europe/Vienna", at("1800-01-01T00:00Z"))).toBe(HOUR);
    expect(wallTime(at("2027-07-01T12:00Z"), "Europe/Vienna")).toBe("2027-07-01T14:00");
    expect(Number.isFinite(offsetAt("Europe/Vienna", at("9999-12-31T23:59Z")))).toBe(true);
  });

  test("every clock change of every zone from 2026 to 2031 is where Temporal has it", {
    timeout: 60_000,
  }, () => {
    for (const { name, changes } of zones) {
      for (const change of changes) {
        const both = [change - 1, change].map((instant) => [
          instant,
          wallAt(name, instant),
          dayOf(name, instant),
        ]);
        expect(both, name).toEqual(
          [change - 1, change].map((instant) => [instant, ...wallByTemporal(name, instant)]),
        );
      }
    }
  });

  test.runIf(process.env.LONG)("and from 1970 to 2045", { timeout: 600_000 }, () => {
    for (const { name } of zones) {
      for (const change of clockChanges(name, 1970, 2045)) {
        for (const instant of [change - 1, change])
          expect(wallAt(name, instant), name).toBe(wallByTemporal(name, instant)[0]);
      }
    }
  });

  test(`Temporal reads ${cases} random times alike (SEED=${seed})`, { timeout: 1_800_000 }, () => {
    const chance = chanceOf(seed);
    console.log(`zones: seed ${seed}`);
    for (let index = 0; index < cases; index += 1) {
      const zone = zones[index % zones.length]!;
      const instant = momentNear(chance, [zone]) + chance.int(-26 * 60, 26 * 60) * MINUTE;
      const date = dateOf(Math.floor(instant / DAY));
      const minute = chance.int(0, 2879);
      const ours = [
        ...[wallAt(zone.name, instant), dayOf(zone.name, instant), wallClock(zone.name)(instant)],
        ...[toInstant(zone.name, dayNumber(date) * DAY + minute * MINUTE), startOfDay(zone.name, date)],
      ];
      const [wall, day] = wallByTemporal(zone.name, instant);
      const theirs = [
        wall,
        day,
        wall,
        instantByTemporal(zone.name, date, minute),
        startOfDayByTemporal(zone.name, date),
      ];
      if (ours.join() !== theirs.join())
        expect(ours, JSON.stringify({ seed, index, zone: zone.name, instant, date, minute })).toEqual(theirs);
    }
  });
});

describe("dates", () => {
  test("a date is a day of the calendar", () => {
    for (const date of ["2028-02-29", "1999-12-31", "0001-01-01"]) expect(isDate(date)).toBe(true);
    for (const date of ["2027-02-29", "2027-13-01", "2027-2-1", "20270201", "", "2027-02-01T00:00"])
      expect(isDate(date)).toBe(false);
  });

  test("dates are counted from 1970", () => {
    expect([dayNumber("1970-01-01"), dayNumber("1969-12-31"), dayNumber("2027-03-01")]).toEqual([
      0, -1, 20878,
    ]);
    expect([dateOf(0), dateOf(-1), dateOf(20878)]).toEqual(["1970-01-01", "1969-12-31", "2027-03-01"]);
    expect([addDays("2028-02-28", 1), addDays("2027-01-01", -1)]).toEqual(["2028-02-29", "2026-12-31"]);
  });

  test("weeks begin on Monday", () => {
    expect(weekdayOf(dayNumber("2027-03-01"))).toBe(1);
    expect(weekdayOf(dayNumber("2027-03-07"))).toBe(7);
    expect(weekdayOf(dayNumber("1969-12-28"))).toBe(7);
  });

  test("minutes of a day are written as clocks do", () => {
    expect([timeText(0), timeText(620), timeText(1439)]).toEqual(["00:00", "10:20", "23:59"]);
  });
});

describe("for people", () => {
  const instant = at("2026-11-24T10:20Z");
  const british = { locale: "en-GB", hour12: true };

  test("a day and a time as an English practice writes them", () => {
    expect(formatDay(instant, "Europe/Lisbon", british)).toBe("Tuesday 24 November");
    expect(formatTime(instant, "Europe/Lisbon", british)).toBe("10:20 am");
    expect(formatDayAndTime(new Date(instant), "Europe/Lisbon", british)).toBe(
      "Tuesday 24 November, 10:20 am",
    );
    expect(formatDate("2026-11-24", british)).toBe("Tuesday 24 November");
  });

  test("the hours of the day follow the locale unless the practice says otherwise", () => {
    expect(formatTime(instant, "UTC", { locale: "en-GB" })).toBe("10:20");
    expect(formatTime(instant, "UTC", { locale: "en-US" })).toBe("10:20 AM");
    expect(formatTime(instant, "UTC", { locale: "pt-PT" })).toBe("10:20");
    expect(formatTime(instant, "UTC", { locale: "en-US", hour12: false })).toBe("10:20");
  });

  test("midnight and noon are twelve, or zero and twelve", () => {
    const [midnight, noon] = [at("2026-11-24T00:05Z"), at("2026-11-24T12:05Z")];
    expect([midnight, noon].map((time) => formatTime(time, "UTC", british))).toEqual([
      "12:05 am",
      "12:05 pm",
    ]);
    expect(
      [midnight, noon].map((time) => formatTime(time, "UTC", { locale: "en-GB", hour12: false })),
    ).toEqual(["0:05", "12:05"]);
  });

  test("the day is the one of the zone", () => {
    expect(formatDayAndTime(at("2026-11-24T23:30Z"), "Asia/Tokyo", british)).toBe(
      "Wednesday 25 November, 8:30 am",
    );
    expect(formatDay(instant, "UTC", { locale: "en-US" })).toBe("Tuesday, November 24");
    expect(formatDay(instant, "UTC", { locale: "pt-PT" })).toBe("terça-feira, 24 de novembro");
  });
});

function at(instant: string): number {
  return Date.parse(instant);
}

function wallByTemporal(zone: string, instant: number): [wall: number, day: string] {
  const there = inZone(zone, instant);
  return [there.toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds, there.toPlainDate().toString()];
}

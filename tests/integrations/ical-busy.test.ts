import { expect, test } from "vitest";
import { busyIn } from "#app/integrations/ical-busy.ts";
import { readApart } from "#app/integrations/ical-thread.ts";
import { brief, busy, fileOf, window } from "./a-calendar-file.ts";

test("several times a day, each exception is its own", () => {
  const hourly = [
    "UID:h",
    "DTSTART:20270203T090000Z",
    "DURATION:PT30M",
    "RRULE:FREQ=HOURLY;COUNT=4",
    "EXDATE:20270203T100000Z",
  ];
  const moved = ["UID:h", "RECURRENCE-ID:20270203T110000Z", "DTSTART:20270203T111500Z", "DURATION:PT30M"];
  expect(busy([hourly, moved])).toEqual([
    "2027-02-03T09:00/2027-02-03T09:30",
    "2027-02-03T11:15/2027-02-03T11:45",
    "2027-02-03T12:00/2027-02-03T12:30",
  ]);
});

test("a day that is left out takes all that begins on it, by the series' own clock", () => {
  const late = [
    "DTSTART;TZID=America/New_York:20270203T220000",
    "DURATION:PT1H",
    "RRULE:FREQ=DAILY;COUNT=3",
    "EXDATE;VALUE=DATE:20270204",
  ];
  expect(busy([late])).toEqual(["2027-02-04T03:00/2027-02-04T04:00", "2027-02-06T03:00/2027-02-06T04:00"]);
});

test("dates that are added one by one count, and the first date counts though the rule does not name it", () => {
  const added = [
    "DTSTART;TZID=Europe/Lisbon:20270203T090000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=1",
    "RDATE;TZID=Europe/Lisbon:20270329T090000,20270330T090000",
  ];
  expect(busy([added])).toEqual([
    "2027-02-03T09:00/2027-02-03T10:00",
    "2027-02-05T09:00/2027-02-05T10:00",
    "2027-03-29T08:00/2027-03-29T09:00",
    "2027-03-30T08:00/2027-03-30T09:00",
  ]);
});

const rules = (id: string) =>
  `BEGIN:VTIMEZONE\r\nTZID:${id}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE`;

const named: [string, boolean, string][] = [
  ["W. Europe Standard Time", false, "2027-03-30T07:00"],
  ["Eastern Standard Time", false, "2027-03-30T13:00"],
  ["/freeassociation.sourceforge.net/Europe/Berlin", false, "2027-03-30T07:00"],
  ['"Europe/Berlin"', false, "2027-03-30T07:00"],
  ["tzone://Microsoft/Utc", false, "2027-03-30T09:00"],
  ["Our Office", true, "2027-03-30T07:00"],
  ["Customized Time Zone", true, "2027-03-30T07:00"],
  ["tzone://Microsoft/Custom", true, "2027-03-30T07:00"],
  ["UTC+05:00", false, "2027-03-30T04:00"],
  ["GMT-0300", false, "2027-03-30T12:00"],
  ["(UTC+01:00) Amsterdam\\, Berlin", true, "2027-03-30T07:00"],
  ["Nowhere/Land", false, "2027-03-30T00:00"],
];
test.each(named)(
  "a zone by the name of %s (with its rules: %s) says nine o'clock at %s",
  (name, hasRules, starts) => {
    const head = hasRules ? rules(name) : "";
    const found = busy([[`DTSTART;TZID=${name}:20270330T090000`, "DURATION:PT1H"]], {
      zone: "Asia/Tokyo",
      head,
    });
    expect(found.map((span) => span.slice(0, 16))).toEqual([starts]);
  },
);

test("a calendar that knows one zone means it where it names none, for times and days", () => {
  const events = [["DTSTART:20270330T090000", "DURATION:PT1H"], ["DTSTART;VALUE=DATE:20270331"]];
  expect(busy(events, { zone: "Asia/Tokyo", head: rules("Our Office") })).toEqual([
    "2027-03-30T07:00/2027-03-30T08:00",
    "2027-03-30T22:00/2027-03-31T22:00",
  ]);
});

test("what is free, called off or declined takes no time; what is tentative, or somebody else declined, does", () => {
  const at = ["DTSTART:20270203T090000Z", "DTEND:20270203T100000Z"];
  const declined = (who: string) => [
    ...at,
    `ATTENDEE;CN="A: B";PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT:mailto:${who}`,
  ];
  const self = ["maren@demo.test"];
  expect(
    busy(
      [
        [...at, "TRANSP:TRANSPARENT"],
        [...at, "STATUS:CANCELLED"],
        [...at, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
        declined("Maren@demo.test"),
      ],
      { self },
    ),
  ).toEqual([]);
  expect(busy([declined("own@gmail.test")], { self, head: "X-WR-CALNAME:own@gmail.test" })).toEqual([]);
  for (const taken of [[...at, "STATUS:TENTATIVE"], [...at, "TRANSP:OPAQUE"], declined("other@demo.test")])
    expect(busy([taken], { self }), taken.at(-1)).toHaveLength(1);
});

test("of a list of busy times, those that are busy", () => {
  const list =
    "BEGIN:VFREEBUSY\r\nUID:x\r\nFREEBUSY:20270203T090000Z/20270203T100000Z,20270203T120000Z/PT30M\r\nFREEBUSY;FBTYPE=FREE:20270204T090000Z/PT1H\r\nEND:VFREEBUSY";
  expect(busy([], { head: list })).toEqual([
    "2027-02-03T09:00/2027-02-03T10:00",
    "2027-02-03T12:00/2027-02-03T12:30",
  ]);
});

test("only what touches the window is read, and all of that", () => {
  const day = (from: string, until: string) => [`DTSTART:${from}`, `DTEND:${until}`];
  expect(
    busy([
      day("20261019T220000Z", "20261020T000000Z"),
      day("20261019T230000Z", "20261020T010000Z"),
      day("20270409T230000Z", "20270410T010000Z"),
      day("20270410T000000Z", "20270410T010000Z"),
      day("20270203T100000Z", "20270203T100000Z"),
      day("20270203T100000Z", "20270203T090000Z"),
      ["DTSTART:20000101T120000Z", "DURATION:P1DT1H", "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=19"],
    ]),
  ).toEqual([
    "2026-10-19T12:00/2026-10-20T13:00",
    "2026-10-19T23:00/2026-10-20T01:00",
    "2027-04-09T23:00/2027-04-10T01:00",
  ]);
});

test("several calendars in one file, folded lines, old line ends, and two events under one name are all read", () => {
  const one = fileOf([
    ["UID:same", "DTSTART:20270203T09", " 0000Z", "DTEND:20270203T100000Z"],
    ["UID:same", "DTSTART:20270204T090000Z", "DTEND:20270204T100000Z"],
  ]);
  const two = fileOf([["DTSTART:20270205T090000Z", "DTEND:20270205T100000Z"]]).replaceAll("\r\n", "\n");
  const found = busyIn({ text: `\uFEFF${one}${two}`, window, zone: "UTC", self: [] });
  expect(found.map(({ startsAt }) => brief(startsAt)).sort()).toEqual([
    "2027-02-03T09:00",
    "2027-02-04T09:00",
    "2027-02-05T09:00",
  ]);
});

const nothing = { window, zone: "UTC", self: [] };
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "read",
    (error: unknown) => Object(error).code ?? String(error),
  );

test("a file that was made to keep us busy is given up, and the house goes on meanwhile", async () => {
  const at = ["DTSTART:20200101T000000Z", "DURATION:PT1M"];
  const all = (count: number) => Array.from({ length: count }, (_, number) => number).join(",");
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 5);
  const slow = fileOf([
    [...at, `RRULE:FREQ=YEARLY;BYHOUR=${all(24)};BYMINUTE=${all(60)};BYSECOND=${all(60)}`],
  ]);
  expect(await refusal(readApart({ text: slow, ...nothing }, 400))).toBe("too_much");
  clearInterval(turning);
  expect(turns).toBeGreaterThan(10);
  expect(await refusal(readApart({ text: fileOf([[...at, "RRULE:FREQ=SECONDLY"]]), ...nothing }))).toBe(
    "too_much",
  );
  const many = Array.from({ length: 8 }, () => [...at, "RRULE:FREQ=HOURLY"]);
  expect(await refusal(readApart({ text: fileOf(many), ...nothing }))).toBe("too_much");
});

test("a file that reaches for what is not its own finds nothing there", async () => {
  const strange = [
    ["UID:__proto__", "DTSTART:20270203T090000Z", "DURATION:PT1H"],
    ["UID:constructor", "DTSTART:20270204T090000Z", "DURATION:PT1H"],
    ["DTSTART:99999999T999999Z"],
    ["DTSTART:soon"],
    ["RRULE:FREQ=DAILY"],
  ];
  expect(await readApart({ text: fileOf(strange), ...nothing })).toHaveLength(2);
  expect(({} as Record<string, unknown>).start).toBeUndefined();
});

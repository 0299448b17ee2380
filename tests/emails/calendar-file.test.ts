import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import ical, { type VEvent } from "node-ical";
import { expect, test } from "vitest";
import { calendarFile, type Method } from "#app/emails/letter/calendar-file.ts";
import { aLetter } from "./a-letter.ts";

function eventsIn(content: string): VEvent[] {
  return Object.values(ical.sync.parseICS(content)).filter((part) => part?.type === "VEVENT") as VEvent[];
}

function unfolded(content: string): string[] {
  return content.replaceAll("\r\n ", "").split("\r\n");
}

test("a calendar reads the time, the words and the private link", () => {
  const [event] = eventsIn(calendarFile(aLetter(), "request").content);

  expect(event?.start.toISOString()).toBe("2026-11-24T10:20:00.000Z");
  expect(event?.end?.toISOString()).toBe("2026-11-24T10:50:00.000Z");
  expect(event?.summary).toBe("Call with Maren");
  expect(event?.location).toBe("https://marenholt.example/book/maren/manage/TOKEN/join");
  expect(event?.description).toContain("https://marenholt.example/book/maren/manage/TOKEN");
  expect(event?.uid).toBe("booking-019aa0de-0000-7000-8000-000000000001@marenholt.example");
});

test("a move keeps the UID, raises SEQUENCE and takes its stamp from the row", () => {
  const first = unfolded(calendarFile(aLetter(), "request").content);
  const moved = unfolded(
    calendarFile(aLetter({ booking: { sequence: 3, writtenAt: Date.UTC(2026, 10, 21, 8, 0) } }), "request")
      .content,
  );

  expect(moved.find((line) => line.startsWith("UID:"))).toBe(first.find((line) => line.startsWith("UID:")));
  expect(moved).toContain("SEQUENCE:3");
  expect(moved).toContain("DTSTAMP:20261121T080000Z");
});

test("a request names organizer and attendee, as RFC 5546 asks, and wants no answer", () => {
  const lines = unfolded(calendarFile(aLetter(), "request").content);

  expect(lines).toContain("METHOD:REQUEST");
  expect(lines.filter((line) => line.startsWith("ORGANIZER"))).toEqual([
    'ORGANIZER;CN="Maren Holt":mailto:maren@marenholt.example',
  ]);
  const [attendee] = lines.filter((line) => line.startsWith("ATTENDEE"));
  expect(attendee).toContain("PARTSTAT=ACCEPTED");
  expect(attendee).toContain("RSVP=FALSE");
  expect(attendee).toMatch(/:mailto:ann@example\.org$/i);
});

test("a cancellation cancels the same entry", () => {
  const { content, contentType } = calendarFile(aLetter({ booking: { sequence: 1 } }), "cancel");

  expect(contentType).toBe("text/calendar; charset=utf-8; method=CANCEL");
  expect(unfolded(content)).toEqual(
    expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"]),
  );
  expect(content).not.toContain("TOKEN");
});

test("the therapist's entry is her own, without the client in it", () => {
  const { content } = calendarFile(aLetter(), "publish", "therapist");
  const lines = unfolded(content);

  expect(lines).toEqual(expect.arrayContaining(["METHOD:PUBLISH", "SUMMARY:Call (Selvage)"]));
  expect(lines.filter((line) => line.startsWith("ATTENDEE"))).toEqual([]);
  expect(content).not.toMatch(/Ann|ann@|TOKEN/);
  expect(eventsIn(content)[0]?.uid).toContain("-therapist@");
});

test.each([
  ["online", "Call with Maren", "https://marenholt.example/book/maren/manage/TOKEN/join"],
  ["phone", "Call with Maren", "Phone"],
  ["in_person", "Meeting with Maren", "Rua das Flores 12, 1200-195 Lisboa"],
] as const)("%s has its title and its place", (place, title, location) => {
  const [event] = eventsIn(calendarFile(aLetter({ booking: { place } }), "request").content);

  expect([event?.summary, event?.location]).toEqual([title, location]);
});

type Alarm = { action: string; trigger: string; description: string };

/** The alarms of a file, as a calendar reads them, and how long before the start each rings, in minutes. */
function alarmsIn(content: string) {
  const [event] = eventsIn(content);
  return (event?.alarms ?? []) as unknown as Alarm[];
}

test("it rings when its person wants to be reminded, the longest lead first, with the entry's own neutral words", () => {
  const letter = aLetter({ guest: { alarms: [60, 1440, 60], calendarWords: "Dentist" } });
  const { content } = calendarFile(letter, "request");

  expect(alarmsIn(content)).toHaveLength(2);
  expect(alarmsIn(content).map(({ action, trigger, description }) => [action, trigger, description])).toEqual(
    [
      ["DISPLAY", "-P1D", "Dentist"],
      ["DISPLAY", "-PT1H", "Dentist"],
    ],
  );
  expect(content).toBe(calendarFile(letter, "request").content);
});

test("who wants no reminder gets no alarm, a cancellation never rings, and the therapist's calendar is hers", () => {
  const rings = (alarms: number[], ...how: [Method, ("client" | "therapist")?]) =>
    alarmsIn(calendarFile(aLetter({ guest: { alarms } }), ...how).content).length;

  expect(rings([], "request")).toBe(0);
  expect(rings([60], "publish")).toBe(1);
  expect(rings([60], "cancel")).toBe(0);
  expect(rings([60], "publish", "therapist")).toBe(0);
});

property.prop([
  fc.string({ unit: "binary", maxLength: 250 }),
  fc.constantFrom<Method>("request", "publish", "cancel"),
  fc.constantFrom(
    "\r\nATTENDEE:mailto:x@y.example",
    "\nEND:VEVENT",
    "\0",
    "\u2028X-EVIL:1",
    '";X="',
    "é😀\u202e",
  ),
])("whatever the names hold, the file has our lines and no others", (noise, method, poison) => {
  const name = `${noise}${poison}`;
  const letter = aLetter({
    guest: { name, email: `a@b.example${poison}` },
    therapist: { firstName: name },
    practice: { name, address: name },
    booking: { place: "in_person" },
  });

  const { content } = calendarFile(letter, method);

  expect(content).toBe(calendarFile(letter, method).content);
  expect(content.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(content.replaceAll("\r\n", "")).not.toMatch(/[\r\n\0\u2028\u2029]/);
  for (const line of content.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(unfolded(content).map((line) => /^[A-Z-]*/.exec(line)?.[0])).toEqual([
    ...[
      "BEGIN",
      "VERSION",
      "PRODID",
      "METHOD",
      "BEGIN",
      "UID",
      "SEQUENCE",
      "DTSTAMP",
      "DTSTART",
      "DTEND",
      "SUMMARY",
    ],
    "TRANSP",
    ...(unfolded(content).some((line) => line.startsWith("LOCATION")) ? ["LOCATION"] : []),
    ...(method === "cancel" ? [] : ["DESCRIPTION"]),
    "ORGANIZER",
    ...(method === "publish" ? [] : ["ATTENDEE"]),
    ...["STATUS", "END", "END", ""],
  ]);
  expect(eventsIn(content)).toHaveLength(1);
});

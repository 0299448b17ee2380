import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, ann, type Event, refusalOf } from "./a-google.ts";

const day = { timeMin: "2026-11-24T00:00:00Z", timeMax: "2026-11-25T00:00:00Z" };

async function aDay(events: Event[] = [], zone = "UTC") {
  const scene = await aConnectedGoogle({ zone });
  for (const event of events) scene.primary.add(event);
  const ask = async (change: object = {}) =>
    (await scene.google.freebusy.query({ requestBody: { ...day, items: [{ id: ann }], ...change } })).data
      .calendars!;
  const busy = async (change: object = {}) =>
    (await ask(change))[ann]!.busy!.map(({ start, end }) => `${start} ${end}`);
  return { ...scene, ask, busy };
}

test("what overlaps or touches is one time", async () => {
  const { busy } = await aDay([anHour(24, 10), anHour(24, 11), anHour(24, 15), anHour(24, 15)]);
  expect(await busy()).toEqual([
    "2026-11-24T10:00:00Z 2026-11-24T12:00:00Z",
    "2026-11-24T15:00:00Z 2026-11-24T16:00:00Z",
  ]);
});

test("free, declined, cancelled and a place of work are not busy; unanswered and tentative are", async () => {
  const invited = (responseStatus: string) => ({
    organizer: { email: "ben@gmail.example" },
    attendees: [{ email: ann, responseStatus }, { email: "ben@gmail.example" }],
  });
  const { busy, primary } = await aDay([
    anHour(24, 8, { transparency: "transparent" }),
    anHour(24, 9, invited("declined")),
    anHour(24, 10, { id: "gone0" }),
    anHour(24, 11, { eventType: "workingLocation" }),
    anHour(24, 13, invited("needsAction")),
    anHour(24, 15, { status: "tentative" }),
  ]);
  primary.remove("gone0");
  expect((await busy()).map((one) => one.slice(11, 16))).toEqual(["13:00", "15:00"]);
});

test("a day is busy from midnight to midnight where the calendar is, cut to what was asked", async () => {
  const whole = { start: { date: "2026-11-24" }, end: { date: "2026-11-25" } };
  const { busy } = await aDay([whole], "America/New_York");
  expect(await busy()).toEqual(["2026-11-24T05:00:00Z 2026-11-25T00:00:00Z"]);
  expect(await busy({ timeMax: "2026-11-26T00:00:00Z", timeZone: "America/New_York" })).toEqual([
    "2026-11-24T00:00:00-05:00 2026-11-25T00:00:00-05:00",
  ]);
});

test("the instances of a series are busy where they are, moved ones too", async () => {
  const zoned = (hour: string) => ({ dateTime: `2026-11-17T${hour}:00:00Z`, timeZone: "UTC" });
  const { busy, primary } = await aDay([
    { id: "series", start: zoned("10"), end: zoned("11"), recurrence: ["RRULE:FREQ=WEEKLY"] },
  ]);
  expect((await busy()).map((one) => one.slice(11, 16))).toEqual(["10:00"]);
  primary.patch("series_20261201T100000Z", anHour(24, 18));
  primary.remove("series_20261124T100000Z");
  expect((await busy()).map((one) => one.slice(11, 16))).toEqual(["18:00"]);
});

test("a calendar nobody shares is an error of its own, and the others are answered", async () => {
  const { ask, account } = await aDay([anHour(24)]);
  account.addCalendar({ id: "family" }).add(anHour(24, 12));
  const told = await ask({ items: [{ id: "family" }, { id: "x@y.example" }] });
  expect(told.family!.busy).toHaveLength(1);
  expect(told["x@y.example"]).toMatchObject({ errors: [{ domain: "global", reason: "notFound" }] });
});

test("more than fifty calendars are too many", async () => {
  const { ask } = await aDay();
  const items = Array.from({ length: 51 }, (_, n) => ({ id: `calendar${n}` }));
  const reasons = Object.values(await ask({ items })).map(({ errors }) => errors![0]!.reason);
  expect(new Set(reasons)).toEqual(new Set(["tooManyCalendarsRequested"]));
  const few = await ask({ calendarExpansionMax: 1, items: items.slice(0, 2) });
  expect(few.calendar0!.errors![0]!.reason).toBe("tooManyCalendarsRequested");
});

test.each([
  ["an empty window", { timeMax: day.timeMin }, "timeRangeEmpty"],
  ["no end", { timeMax: undefined }, "required"],
  ["a time without an offset", { timeMax: "2026-11-25T00:00:00" }, "badRequest|invalid"],
  ["a zone that is none", { timeZone: "Mars/Olympus" }, "invalid"],
  ["sixty calendars at once", { calendarExpansionMax: 60 }, "invalid"],
])("%s is refused", async (_, change, reason) => {
  const { ask } = await aDay();
  expect(await refusalOf(ask(change))).toMatchObject({
    status: 400,
    reason: expect.stringMatching(new RegExp(`^(${reason})$`)),
  });
});

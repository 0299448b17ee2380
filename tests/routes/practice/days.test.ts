import { describe, expect, test } from "vitest";
import type { WorkingTime } from "#app/domain/availability/working-time.ts";
import type { Appointment } from "#app/domain/bookings/appointments-between.ts";
import { layOutDays } from "#app/routes/practice/calendar/days.ts";
import { happeningsOf } from "#app/routes/practice/calendar/happenings.ts";
import { weeksOf } from "#app/routes/practice/calendar/month.ts";
import { placeOf, titleOf, waysOn } from "#app/routes/practice/calendar/views.ts";
import { timeText } from "#app/values/zoned.ts";

const idle: WorkingTime = { hours: [], away: [], blocks: [] };
const dayHref = (date: string) => `/day/${date}`;

function session(startsAt: string, minutes = 50, over: Partial<Appointment> = {}): Appointment {
  const from = Date.parse(startsAt);
  const seat = {
    bookingId: `b-${startsAt}`,
    clientName: "Amara Osei",
    status: "confirmed",
    holdsUntil: null,
  };
  return {
    id: `a-${startsAt}`,
    startsAt: new Date(from),
    endsAt: new Date(from + minutes * 60_000),
    capacity: 1,
    kind: "individual",
    typeName: "Session",
    seats: [seat],
    ...over,
  } as Appointment;
}

function laidOut(
  dates: string[],
  appointments: Appointment[],
  { working = idle, zone = "Europe/Lisbon" }: { working?: WorkingTime; zone?: string } = {},
) {
  const clock = { zone, locale: "en-GB-u-hc-h12" };
  const happenings = happeningsOf({ appointments, working }, { ...clock, dayHref: (at) => `/on/${at}` });
  return layOutDays(happenings, working.hours, { ...clock, dates, today: "2027-02-03", dayHref });
}

const spanned = (from: string, until: string) => ({ from: Date.parse(from), until: Date.parse(until) });

describe("the hours that are drawn", () => {
  const hoursOf = (...asked: Parameters<typeof laidOut>) => {
    const { hours } = laidOut(...asked);
    return [hours[0]?.label, hours.at(-1)?.label];
  };
  test("are eight to six, and grow with sessions and with hours worked", () => {
    expect(hoursOf(["2027-02-04"], [])).toEqual(["8 am", "6 pm"]);
    expect(hoursOf(["2027-02-04"], [session("2027-02-04T06:20Z"), session("2027-02-04T20:30Z", 90)])).toEqual(
      ["6 am", "10 pm"],
    );
    const working = { ...idle, hours: [spanned("2027-02-04T07:15Z", "2027-02-04T19:10Z")] };
    expect(hoursOf(["2027-02-04"], [], { working })).toEqual(["7 am", "8 pm"]);
  });
  test("are not stretched by a day that is blocked whole, nor by being away", () => {
    const block = { id: "b", source: "manual" as const, label: null };
    const whole = { ...spanned("2027-02-04T00:00Z", "2027-02-05T00:00Z"), ...block };
    const working = { ...idle, blocks: [whole], away: [spanned("2027-02-01T00:00Z", "2027-02-10T00:00Z")] };
    expect(hoursOf(["2027-02-04"], [], { working })).toEqual(["8 am", "6 pm"]);
  });
  test("what is not worked is sunk, on a day the clocks change too", () => {
    const working = { ...idle, hours: [spanned("2027-03-28T08:00Z", "2027-03-28T12:30Z")] };
    const { days } = laidOut(["2027-03-28"], [], { working });
    expect(days[0]?.off.map((off) => [timeText(off.from), timeText(off.until)])).toEqual([
      ["08:00", "09:00"],
      ["13:30", "18:00"],
    ]);
  });
});

describe("what stands in a day", () => {
  test("says in words who and when; a first call is gold, what waits is dashed", () => {
    const seat = {
      bookingId: "b",
      clientName: "Jonah Whitfield",
      status: "held",
      holdsUntil: "2027-02-04T10:52:00Z",
    };
    const held = session("2027-02-04T12:00Z", 20, { kind: "discovery", seats: [seat as never] });
    const first = session("2027-02-04T10:20Z", 20, { kind: "discovery" });
    const { days } = laidOut(["2027-02-04"], [first, held]);
    expect(days[0]?.entries.map(({ kind, label }) => [kind, label])).toEqual([
      ["discovery", "Amara O. —\u00a0first"],
      ["held", "Jonah W. —\u00a0first —\u00a0held until 10:52\u00a0am"],
    ]);
    expect(days[0]?.entries[0]?.full).toBe(
      "Thursday 4 February, 10:20\u00a0am to 10:40\u00a0am, Amara O., first call",
    );
  });
  test("a session over midnight is in both days, and says in the second until when", () => {
    const { days, hours } = laidOut(["2027-02-04", "2027-02-05"], [session("2027-02-04T23:30Z")]);
    expect(days.map(({ entries }) => entries.map(({ clock, from, until }) => [clock, from, until]))).toEqual([
      [["11:30", 1410, 1440]],
      [["to 12:20", 0, 20]],
    ]);
    expect(hours).toHaveLength(25);
  });
  test("two sessions in the hour that comes twice stand side by side, the earlier one first", () => {
    const twice = [session("2027-10-31T00:10Z", 40), session("2027-10-31T01:10Z", 40)];
    const { days } = laidOut(["2027-10-31"], twice);
    expect(days[0]?.entries.map(({ key, lane, lanes }) => [key, lane, lanes])).toEqual([
      ["a-2027-10-31T00:10Z", 0, 2],
      ["a-2027-10-31T01:10Z", 1, 2],
    ]);
  });
  test("blocked time is Busy to everybody but whose word it carries, and only what was set by hand leads anywhere", () => {
    const blocks = [
      {
        id: "1",
        source: "manual" as const,
        label: "Dentist",
        ...spanned("2027-02-04T09:00Z", "2027-02-04T10:00Z"),
      },
      {
        id: "2",
        source: "google" as const,
        label: null,
        ...spanned("2027-02-04T11:00Z", "2027-02-04T12:00Z"),
      },
    ];
    const { days } = laidOut(["2027-02-04"], [], { working: { ...idle, blocks } });
    expect(days[0]?.entries.map(({ label, href }) => [label, href])).toEqual([
      ["Dentist", "/practice/calendar/block/1"],
      ["Busy", undefined],
    ]);
  });
  test("a group says how many seats are taken and leads to the day that names its people", () => {
    const evening = session("2027-02-04T20:00Z", 90, {
      kind: "event",
      typeName: "Sleep",
      capacity: 12,
      seats: [],
    });
    const { days } = laidOut(["2027-02-04"], [evening]);
    expect(days[0]?.entries[0]).toMatchObject({
      label: "Sleep — 0 of 12 taken",
      href: `/on/${evening.startsAt.getTime()}`,
    });
  });
});

describe("the month, and the ways on", () => {
  test("is whole weeks, with who comes on each day and a count of them", () => {
    const appointments = [
      session("2027-02-04T10:00Z"),
      session("2027-02-04T12:00Z"),
      session("2027-02-28T23:30Z"),
    ];
    const weeks = weeksOf(
      { appointments, working: { ...idle, away: [spanned("2027-02-10T00:00Z", "2027-02-12T00:00Z")] } },
      {
        zone: "Europe/Lisbon",
        locale: "en-GB",
        first: "2027-02-01",
        last: "2027-02-28",
        month: "2027-02",
        today: "2027-02-03",
        dayHref,
      },
    );
    const days = weeks.flat();
    expect([weeks.length, days.length]).toEqual([4, 28]);
    expect(days.filter(({ names }) => names.length > 0).map(({ date, names }) => [date, names])).toEqual([
      ["2027-02-04", ["Amara", "Amara"]],
      ["2027-02-28", ["Amara"]],
    ]);
    expect(days.filter(({ isAway }) => isAway).map(({ date }) => date)).toEqual(["2027-02-10", "2027-02-11"]);
  });
  test("a week is named by its days, and by its year when that is another", () => {
    const week = placeOf(new URLSearchParams({ date: "2026-11-24" }), "2026-11-20");
    const shown = ["2026-11-23", "2026-11-27"];
    expect(titleOf(week, shown, "en-IE", "2026-11-20").replace(/\s*–\s*/, " – ")).toBe("23 – 27 November");
    expect(titleOf(week, shown, "en-IE", "2027-01-02")).toContain("2026");
  });
  test("what an address does not say, or says wrong, is this week", () => {
    const today = "2026-11-20";
    for (const query of ["", "view=year&date=2026-02-30", "date=9999-12-31", "date=%00"])
      expect(placeOf(new URLSearchParams(query), today)).toEqual({ view: "week", date: today, of: null });
  });
  test("a step of a month from its last day skips none", () => {
    const ways = waysOn({ view: "month", date: "2027-01-31", of: "maren" }, "2026-11-20");
    expect(ways.map(({ href }) => new URLSearchParams(href.split("?")[1]).get("date"))).toEqual([
      "2026-12-01",
      "2026-11-20",
      "2027-02-01",
    ]);
    expect(ways.every(({ href }) => href.includes("of=maren"))).toBe(true);
  });
});

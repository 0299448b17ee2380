import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Asking,
  outcomeOf,
  seenAs,
  sickHours,
  suggestionsFor,
  usualTimes,
} from "#app/domain/sick-days/rules.ts";
import { DAY, MINUTE, wallTime } from "#app/values/zoned.ts";
import { at, newYork, said, vienna } from "#tests/support/a-diary.ts";

describe("the hours", () => {
  const hoursOf = (until: Parameters<typeof sickHours>[0], now: string, zone = vienna) => {
    const hours = sickHours(until, { zone, now: at(now) });
    return typeof hours === "string" ? hours : [said(hours.from), said(hours.until)];
  };

  test("the rest of today ends at her midnight", () => {
    expect(hoursOf({ how: "today" }, "2027-02-03T08:00Z")).toEqual([
      "2027-02-03T08:00Z",
      "2027-02-03T23:00Z",
    ]);
  });

  test("until a time of today, not one that is over", () => {
    expect(hoursOf({ how: "time", minute: 14 * 60 }, "2027-02-03T08:00Z")).toEqual([
      "2027-02-03T08:00Z",
      "2027-02-03T13:00Z",
    ]);
    expect(hoursOf({ how: "time", minute: 9 * 60 }, "2027-02-03T08:00Z")).toBe("over_already");
  });

  test("through the end of a later date, fourteen days at the most", () => {
    expect(hoursOf({ how: "date", date: "2027-02-17" }, "2027-02-03T08:00Z")[1]).toBe("2027-02-17T23:00Z");
    expect(hoursOf({ how: "date", date: "2027-02-18" }, "2027-02-03T08:00Z")).toBe("too_far");
    expect(hoursOf({ how: "date", date: "2027-02-02" }, "2027-02-03T08:00Z")).toBe("over_already");
  });

  test("a day on which the clocks change ends at its own midnight, 23 or 25 hours after it began", () => {
    expect(hoursOf({ how: "today" }, "2027-03-28T00:30Z")[1]).toBe("2027-03-28T22:00Z");
    expect(hoursOf({ how: "today" }, "2027-10-31T00:30Z")[1]).toBe("2027-10-31T23:00Z");
    // 02:30 does not exist in Vienna on that morning: an hour is skipped, and it comes out as 03:30.
    expect(hoursOf({ how: "time", minute: 150 }, "2027-03-28T00:30Z")[1]).toBe("2027-03-28T01:30Z");
  });
});

test("what was seen is the same for the same bookings in any order, and another once one of them changed", () => {
  const [one, two] = [
    { id: "a", sequence: 0, status: "confirmed" },
    { id: "b", sequence: 3, status: "held" },
  ];
  expect(seenAs([one, two])).toBe(seenAs([two, one]));
  expect(seenAs([one, two])).not.toBe(seenAs([one, { ...two, sequence: 4 }]));
  expect(seenAs([one, two])).not.toBe(seenAs([one]));
});

const from = at("2027-02-08T00:00Z");
/** Every half hour from eight to eight, for three weeks of Mondays to Fridays, as a clock in UTC says. */
const open = Array.from({ length: 21 }, (_, day) =>
  day % 7 < 5
    ? Array.from({ length: 24 }, (_, half) => from + day * DAY + (8 * 60 + half * 30) * MINUTE)
    : [],
).flat();

function asking(over: Partial<Asking> = {}): Asking {
  return { id: "ann", zone: "UTC", sessions: [], minutes: 50, openings: open, ...over };
}

describe("three openings", () => {
  test("are the usual day and hour of the weeks to come, by their own clock", () => {
    const tuesdays = ["2027-01-19T10:00Z", "2027-01-26T10:00Z", "2027-02-02T10:00Z"].map(at);
    const found = suggestionsFor([asking({ sessions: tuesdays })], from).get("ann")!;
    expect(found.map(said)).toEqual(["2027-02-09T10:00Z", "2027-02-16T10:00Z", "2027-02-23T10:00Z"]);
  });

  test("keep the hour on their wall when their clocks change in between", () => {
    const late = at("2027-03-08T00:00Z"); // New York springs forward on 14 March.
    const starts = open.map((start) => start + 28 * DAY);
    const fridays = ["2027-02-26T15:00Z", "2027-03-05T15:00Z"].map(at); // 10:00 there
    const found = suggestionsFor([asking({ zone: newYork, sessions: fridays, openings: starts })], late);
    expect(found.get("ann")!.map((start) => wallTime(start, newYork))).toEqual([
      "2027-03-12T10:00",
      "2027-03-19T10:00",
      "2027-03-26T10:00",
    ]);
  });

  test("prefer the same hour of another day to a far hour of the same", () => {
    const mondays = asking({
      sessions: [at("2027-02-01T09:00Z")],
      openings: open.filter(
        (start) => new Date(start).getUTCDay() !== 1 || new Date(start).getUTCHours() > 15,
      ),
    });
    expect(said(suggestionsFor([mondays], from).get("ann")![0]!)).toBe("2027-02-09T09:00Z");
  });

  test("are other hours for each of five people who all come at the same", () => {
    const people = ["a", "b", "c", "d", "e"].map((id) => asking({ id, sessions: [at("2027-02-02T10:00Z")] }));
    const all = [...suggestionsFor(people, from).values()].flat();
    expect(all).toHaveLength(15);
    expect(new Set(all).size).toBe(15);
    for (const start of all)
      expect(all.filter((other) => Math.abs(other - start) < 50 * MINUTE)).toEqual([start]);
  });

  test("are shared only where there is nothing else, and fewer where fewer are open", () => {
    const openings = [from + 10 * 3_600_000];
    const found = suggestionsFor([asking({ openings }), asking({ id: "ben", openings })], from);
    expect([...found.values()]).toEqual([openings, openings]);
    expect(suggestionsFor([asking({ openings: [] })], from).get("ann")).toEqual([]);
  });

  test("always lie among what is open, apart from each other, distinct, in order, and three unless no other fits beside them", () => {
    const somebody = fc.record({
      sessions: fc.array(
        fc.integer({ min: -40 * 48, max: 0 }).map((half) => from + half * 30 * MINUTE),
        {
          maxLength: 6,
        },
      ),
      zone: fc.constantFrom("UTC", vienna, newYork, "Pacific/Apia"),
      minutes: fc.constantFrom(20, 50, 80),
      openings: fc.subarray(open, { maxLength: 60 }),
    });
    fc.assert(
      fc.property(fc.array(somebody, { minLength: 1, maxLength: 8 }), (people) => {
        const askings = people.map((person, n) => ({ id: String(n), ...person }));
        const found = suggestionsFor(askings, from);
        for (const { id, openings, minutes } of askings) {
          const own = found.get(id)!;
          expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
          expect(own.every((start) => openings.includes(start))).toBe(true);
          own.slice(1).forEach((start, n) => {
            expect(start - own[n]!).toBeGreaterThanOrEqual(minutes * MINUTE);
          });
          const fitsBeside = (start: number) =>
            own.every((other) => Math.abs(other - start) >= minutes * MINUTE);
          if (own.length < 3) expect(openings.filter(fitsBeside)).toEqual([]);
        }
      }),
      { numRuns: process.env.LONG ? 20_000 : 300 },
    );
  });
});

test("somebody's usual times are told with their share", () => {
  const times = usualTimes(["2027-01-05T10:00Z", "2027-01-12T10:00Z", "2027-01-15T16:00Z"].map(at), "UTC");
  expect(times.map(({ weekday, minute, share }) => [weekday, minute, share.toFixed(2)])).toEqual([
    [2, 600, "0.67"],
    [5, 960, "0.33"],
  ]);
});

test("what became of a lost session: taken, booked some other way, settled, open, or never lost", () => {
  const lost = { calledOff: true, takenBookingId: null, settledAt: null, bookedSince: false };
  expect(outcomeOf({ ...lost, calledOff: false })).toBe("left_alone");
  expect(outcomeOf({ ...lost, takenBookingId: "x", settledAt: new Date() })).toBe("taken");
  expect(outcomeOf({ ...lost, bookedSince: true })).toBe("booked_since");
  expect(outcomeOf({ ...lost, settledAt: new Date() })).toBe("settled");
  expect(outcomeOf(lost)).toBe("open");
});

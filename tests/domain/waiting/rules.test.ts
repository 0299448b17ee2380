import type { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  fits,
  isDaytime,
  nextDaytime,
  timesOfOffer,
  wantedOf,
  windowsOf,
} from "#app/domain/waiting/rules.ts";
import { randomFrom } from "#tests/flows/support/random.ts";
import { clockChanges, inZone } from "#tests/support/temporal-oracle.ts";

const minute = 60_000;
const hour = 60 * minute;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const zones = process.env.LONG
  ? Intl.supportedValuesOf("timeZone")
  : [
      "Europe/Lisbon",
      "America/New_York",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "Africa/Casablanca",
      "Asia/Kolkata",
    ];

/** The pieces of somebody's days around an instant, said with Temporal alone. */
function daysAround(zone: string, at: number, days: number) {
  const today = inZone(zone, at).toPlainDate();
  const edge = (date: Temporal.PlainDate, hours: number) =>
    date.toPlainDateTime({ hour: hours }).toZonedDateTime(zone, { disambiguation: "compatible" })
      .epochMilliseconds;
  const pieces = new Map<number, { from: number; until: number }>();
  for (let day = -1; day <= days; day += 1) {
    const date = today.add({ days: day });
    pieces.set(edge(date, 8), { from: edge(date, 8), until: edge(date, 20) });
  }
  return [...pieces.values()].sort((a, b) => a.from - b.from);
}

/** How much of somebody's days lies between two instants. */
function daytimeBetween(zone: string, from: number, until: number): number {
  const days = Math.ceil((until - from) / (24 * hour)) + 2;
  return daysAround(zone, from, days).reduce(
    (sum, piece) => sum + Math.max(Math.min(piece.until, until) - Math.max(piece.from, from), 0),
    0,
  );
}

test("an offer is told in somebody's day and kept for four hours of it, over every zone's clock changes", () => {
  const random = randomFrom(seed);
  let tried = 0;
  for (const zone of zones) {
    const changes = [...clockChanges(zone, 2026, 2031), Date.UTC(2011, 11, 30), Date.UTC(2027, 5, 1)];
    for (const change of changes) {
      for (let n = 0; n < 8; n += 1) {
        const at = Math.floor((change + (random() - 0.5) * 72 * hour) / minute) * minute;
        const startsAt = at + Math.floor(random() * 96 * 60) * minute;
        const notice = Math.floor(random() * 12) * 30;
        const last = startsAt - notice * minute;
        const said = `${zone} at ${new Date(at).toISOString()} for ${new Date(startsAt).toISOString()}, seed ${seed}`;
        const times = timesOfOffer(zone, { at, startsAt, notice });
        tried += 1;
        const tellAt = nextDaytime(zone, at);
        expect(isDaytime(zone, tellAt), said).toBe(true);
        expect(daytimeBetween(zone, at, tellAt), said).toBe(0);
        const most = daytimeBetween(zone, tellAt, Math.max(last, tellAt));
        if (!times) {
          expect(most, said).toBeLessThan(30 * minute);
          continue;
        }
        expect(times.tellAt, said).toBe(tellAt);
        expect(daytimeBetween(zone, tellAt, times.endsAt), said).toBe(Math.min(most, 4 * hour));
        expect(times.endsAt, said).toBeLessThanOrEqual(last);
      }
    }
  }
  console.info(`the hours of ${tried} offers over ${zones.length} zones, seed ${seed}`);
}, 300_000);

test("one made at seven in the evening runs to eleven the next morning", () => {
  const at = Date.parse("2027-02-03T19:00:00Z");
  const offer = timesOfOffer("Europe/Lisbon", { at, startsAt: at + 72 * hour, notice: 120 });
  expect(offer).toEqual({ tellAt: at, endsAt: Date.parse("2027-02-04T11:00:00Z") });
});

test("one that could be answered for less than half an hour is not made", () => {
  const at = Date.parse("2027-02-03T19:31:00Z");
  const startsAt = Date.parse("2027-02-04T09:00:00Z");
  expect(timesOfOffer("Europe/Lisbon", { at, startsAt, notice: 60 })).toBeNull();
  expect(timesOfOffer("Europe/Lisbon", { at: at - minute, startsAt, notice: 60 })).toEqual({
    tellAt: at - minute,
    endsAt: Date.parse("2027-02-03T20:00:00Z"),
  });
});

test("windows are what was ticked, and read back as it was", () => {
  const wanted = { weekdays: [1, 4], parts: ["morning", "evening"] as const };
  const windows = windowsOf(wanted);
  expect(wantedOf(windows)).toEqual(wanted);
  expect(windowsOf({ weekdays: [], parts: [] })).toEqual([]);
  const monday = Date.parse("2027-02-08T11:59:00Z");
  expect(fits(windows, "UTC", monday)).toBe(true);
  expect(fits(windows, "UTC", monday + minute)).toBe(false);
  expect(fits(windows, "Asia/Tokyo", monday)).toBe(true); // Still Monday there, and past five.
  expect(fits(windows, "UTC", monday + 24 * hour)).toBe(false);
});

import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { dueAt, reminderDue, usefulUntil } from "#app/domain/notifications/rules.ts";
import { leads, leadsInWords } from "#app/values/leads.ts";
import { allZones } from "#app/values/zoned.ts";
import { clockChanges, inZone } from "#tests/support/temporal-oracle.ts";

const minute = 60_000;
const hour = 60 * minute;

/** The same time on the clock so many days earlier, said with Temporal. */
function daysEarlier(zone: string, startsAt: number, days: number): number {
  const wall = inZone(zone, startsAt).toPlainDateTime().subtract({ days });
  return wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

test("a lead of whole days is the same time on the earlier day's clock, over every zone's clock changes", {
  timeout: 60_000,
}, () => {
  const around = [-30, 30, 60, 90, 150, 14 * 60, 23 * 60, 24 * 60, 24 * 60 + 30, 49 * 60];
  let tried = 0;
  for (const zone of allZones()) {
    for (const change of clockChanges(zone, 2026, 2031)) {
      for (const minutes of around) {
        const startsAt = change + minutes * minute;
        for (const lead of [1_440, 2_880]) {
          expect(dueAt(startsAt, lead, zone)).toBe(daysEarlier(zone, startsAt, lead / 1_440));
          tried += 1;
        }
      }
    }
  }
  expect(tried).toBeGreaterThan(20_000);
});

test("Apia's day that never was moves a reminder, and loses none of the others", () => {
  for (const date of ["2011-12-29", "2011-12-31", "2012-01-01"]) {
    const startsAt = Temporal.ZonedDateTime.from(`${date}T10:00[Pacific/Apia]`).epochMilliseconds;
    expect(dueAt(startsAt, 1_440, "Pacific/Apia")).toBe(daysEarlier("Pacific/Apia", startsAt, 1));
  }
});

test("shorter leads are elapsed time, also where the clock jumps between", () => {
  for (const change of clockChanges("Europe/Lisbon", 2027, 2027))
    for (const lead of leads.filter((lead) => lead < 1_440))
      expect(dueAt(change + 30 * minute, lead, "Europe/Lisbon")).toBe(change + (30 - lead) * minute);
});

describe("the reminder that should go", () => {
  const startsAt = Date.parse("2027-02-05T10:00:00Z");
  const session = { startsAt, zone: "Europe/Lisbon", leads: [1_440, 60], standsSince: 0 };
  const at = (minutes: number) => reminderDue(session, startsAt - minutes * minute)?.lead ?? null;

  test("is none before its time, the day's from its minute on, and the hour's from its", () => {
    expect([1_441, 1_440, 721, 720, 61, 60, 31, 30, 0, -10].map(at)).toEqual([
      ...[null, 1_440, 1_440, null, null, 60, 60, null, null, null],
    ]);
  });

  test("is never two: of several that are overdue only the nearest to the session", () => {
    const many = { ...session, leads: [...leads] };
    const seen = Array.from({ length: 200 }, (_, step) => startsAt - step * hour).map((now) =>
      reminderDue(many, now),
    );
    for (const one of seen) if (one) expect(usefulUntil(startsAt, one.lead)).toBeGreaterThan(one.dueAt);
    expect(reminderDue(many, startsAt - 1_430 * minute)?.lead).toBe(1_440);
    expect(reminderDue(many, startsAt - 100 * minute)?.lead).toBe(120);
  });

  test("is none for whoever booked or moved inside the lead: they have just read the time", () => {
    const made = (minutes: number) => ({ ...session, standsSince: startsAt - minutes * minute });
    expect(reminderDue(made(1_400), startsAt - 1_399 * minute)).toBeNull();
    expect(reminderDue(made(1_440), startsAt - 1_440 * minute)).toBeNull();
    expect(reminderDue(made(1_441), startsAt - 1_440 * minute)?.lead).toBe(1_440);
    expect(reminderDue(made(1_400), startsAt - 60 * minute)?.lead).toBe(60);
  });

  test("is none where none are wanted", () => {
    expect(reminderDue({ ...session, leads: [] }, startsAt - 60 * minute)).toBeNull();
  });
});

test("leads are told as somebody would", () => {
  expect(leadsInWords([60, 1_440])).toBe("1 day and 1 hour before");
  expect(leadsInWords([10_080, 2_880, 30])).toBe("1 week, 2 days and 30 minutes before");
  expect(leadsInWords([])).toBe("no reminders");
});

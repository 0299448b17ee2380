import { type Opening, openings } from "#app/domain/availability/openings.ts";
import type { Availability } from "#app/domain/availability/rules.ts";
import { DAY, MINUTE } from "#app/values/zoned.ts";

/** One line of the speed table, in nanoseconds a slot; `limit` is what nothing can be faster than. */
type BenchRow = { what: string; measured: number; limit: number; ratio: number; goal: number };

/**
 * Slot computation against allocating its result and nothing else: 50 minutes, 15-minute steps, 12 weekly rules,
 * 40 busy blocks, a therapist in Vienna and a visitor in New York, 60 days from 2027-03-01 with both clock changes.
 */
export async function benchSlots(): Promise<BenchRow[]> {
  const diary = viennese();
  const window = { from: diary.now, to: diary.now + 60 * DAY, visitorZone: "America/New_York" };
  const slots = openings(diary, window);
  const ours = () => openings(diary, window);
  const bare = () => slots.map(({ startsAt, day, time }) => ({ startsAt, day, time }));

  // In turn, so that they share the machine's moods, and the fastest round of each: the rest is its neighbours.
  let [measured, limit] = [Infinity, Infinity];
  for (let round = 0; round < 100; round += 1) {
    measured = Math.min(measured, nanosecondsASlot(ours));
    limit = Math.min(limit, nanosecondsASlot(bare));
  }
  return [
    { what: `openings, 60 days, ${slots.length} slots`, measured, limit, ratio: measured / limit, goal: 3 },
  ];
}

function nanosecondsASlot(compute: () => Opening[]): number {
  let slots = 0;
  const start = performance.now();
  for (let call = 0; call < 100; call += 1) slots += compute().length;
  return ((performance.now() - start) * 1e6) / slots;
}

function viennese(): Availability {
  const now = Date.parse("2027-03-01T00:00Z");
  const zone = "Europe/Vienna";
  const morning = { startMinute: 9 * 60, length: 4 * 60, zone };
  const afternoon = { startMinute: 14 * 60, length: 4 * 60, zone };
  const busy = Array.from({ length: 40 }, (_, i) => {
    const startsAt = now + i * 1.5 * DAY + (9 * 60 + ((i * 37) % 480)) * MINUTE;
    return { startsAt, endsAt: startsAt + 60 * MINUTE };
  });
  return {
    hours: [1, 2, 3, 4, 5, 6].flatMap((weekday) => [
      { weekday, ...morning },
      { weekday, ...afternoon },
    ]),
    overrides: [],
    away: [],
    busy,
    appointments: [],
    session: {
      minutes: 50,
      bufferBefore: 0,
      bufferAfter: 10,
      step: 15,
      noticeMinutes: 0,
      horizonMinutes: 90 * 1440,
    },
    therapistZone: zone,
    now,
  };
}

if (import.meta.main) console.table(await benchSlots());

import type { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import type { Ctx } from "#app/domain/ctx.ts";
import { usefulUntil } from "#app/domain/notifications/rules.ts";
import { inZone } from "#tests/support/temporal-oracle.ts";

const minute = 60_000;

/** What stood when: `until` is open while it still does. */
export type State = { startsAt: number; since: number; until: number };
export type Known = {
  id: string;
  ctx: Ctx;
  therapistId: string;
  zone: string;
  leads: number[];
  states: State[];
};
export type Handed = { key: string; at: number; subject: string };

/** When a reminder is due, said with Temporal. */
export function due(zone: string, startsAt: number, lead: number): number {
  if (lead % 1_440 !== 0) return startsAt - lead * minute;
  const wall = inZone(zone, startsAt)
    .toPlainDateTime()
    .subtract({ days: lead / 1_440 });
  return wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

/**
 * Hold what was handed over against what stood: every reminder that a worker had the chance to send went at the first
 * chance, in its time, with the right time in its subject. `wrong` are letters nobody should have got.
 */
export function judge(known: Known[], first: Map<string, Handed>, complete: number[]) {
  let expected = 0;
  let late = 0;
  const rightly = new Set<string>();
  for (const { id, zone, leads, states } of known)
    for (const { startsAt, since, until } of states)
      for (const lead of leads) {
        const dueAt = due(zone, startsAt, lead);
        if (since >= dueAt || until <= dueAt) continue;
        const nearer = leads.filter((other) => other < lead).map((other) => due(zone, startsAt, other));
        const best = Math.min(until, usefulUntil(startsAt, lead), ...nearer);
        const key = `client:reminder:${id}:${startsAt}:${lead}`;
        const one = first.get(key);
        const chance = complete.find((at) => at >= dueAt && at < best);
        if (chance !== undefined) {
          expected += 1;
          expect(one, `${key}, due ${new Date(dueAt).toISOString()}`).toBeDefined();
          expect(one!.at).toBeLessThanOrEqual(chance);
        }
        if (!one) continue;
        rightly.add(key);
        expect(one.at).toBeGreaterThanOrEqual(dueAt);
        expect(one.at).toBeLessThan(best);
        if (one.at > dueAt + minute) late += 1;
        const wall = inZone(zone, startsAt);
        expect(one.subject).toContain(said(wall));
      }
  const wrong = [...first.keys()].filter((key) => !rightly.has(key));
  return { expected, late, wrong };
}

function said(wall: Temporal.ZonedDateTime): string {
  const date = wall.toPlainDate().toLocaleString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  return `${date}, ${wall.hour}:${String(wall.minute).padStart(2, "0")}`;
}

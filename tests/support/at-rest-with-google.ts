import { expect } from "vitest";
import { pullCalendar } from "#app/domain/calendar/pull.ts";
import type { WallCalendar } from "./a-wall-calendar.ts";
import { disagreements } from "./agrees-with-google.ts";
import { findBroken } from "./invariants.ts";

const minute = 60_000;

/** Read every calendar now, whether it is due or not, and do what follows. */
export async function pullAll(wall: WallCalendar): Promise<void> {
  const sources = await wall.rows<{ id: string }>(
    "select id from calendars where kind = 'google' and ended_at is null order by created_at, id",
  );
  const { practiceId } = wall.practice.ctx;
  const ctx = { ...wall.house, practiceId, actor: { kind: "system", job: "pull_calendar" } as const };
  for (const { id } of sources)
    await pullCalendar(ctx, wall.world, { practiceId, subjectId: id, sequence: 0 });
  await wall.work();
}

/** Google is back, and a quarter of an hour goes by: as long as it may take until what nobody was told of is read. */
export async function comeToRest(wall: WallCalendar): Promise<void> {
  wall.google.faults.clear();
  wall.google.engine.meetLinksCome();
  for (const minutes of [1, 8, 7]) {
    await wall.tick();
    await wall.work();
    wall.clock.advance(minutes * minute);
  }
  await wall.tick();
  await wall.work();
}

/** What of invariant 8 does not hold now. */
export function wrongs({ rows, clock, account, accounts }: WallCalendar): Promise<string[]> {
  return disagreements({ rows, now: clock.now, accountOf: (id) => accounts.get(id) ?? account });
}

/** What two pulls ask of Google when nothing happened: a page of changes for each calendar, and nothing is written. */
export async function askedByTwoPulls(wall: WallCalendar): Promise<string[]> {
  const before = wall.google.requests.length;
  await pullAll(wall);
  await pullAll(wall);
  return wall.google.requests.slice(before).map(({ method, path }) => `${method} ${path.split("?")[0]}`);
}

/** Let everything come to rest, and see that Google and the house say the same, that nobody goes on writing and no promise is broken. */
export async function expectInOrder(wall: WallCalendar): Promise<void> {
  await comeToRest(wall);
  expect(await wrongs(wall)).toEqual([]);
  const asked = await askedByTwoPulls(wall);
  expect(asked.filter((call) => !/^(GET .*\/events|POST \/token)$/.test(call))).toEqual([]);
  expect(await wrongs(wall)).toEqual([]);
  expect(await findBroken(wall.database.pool)).toEqual([]);
  expect(wall.google.requests.flatMap(({ violations }) => violations ?? [])).toEqual([]);
}

import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { DAY } from "#app/values/zoned.ts";
import { type Inside, stepInside } from "./ctx.ts";
import type { House } from "./house.ts";
import { inTurn } from "./rounds.ts";
import type { Row } from "./table.ts";

/** The openings of one therapist for 60 days, against the same statement read and nothing done with it. */
export async function benchOpenings(house: House): Promise<Row[]> {
  const inside = await stepInside(house);
  try {
    const openings = () => findOpenings(inside);
    const { text, values } = await statementOf(inside, openings);
    // Named, so that it is planned once as ours is, and in arrays, which node-postgres makes faster than objects.
    const bare = () => inside.database.pool.query({ name: "bare_diary", text, values, rowMode: "array" });
    const found = await inTurn(
      () => millisecondsEach(openings),
      () => millisecondsEach(bare),
      9,
    );
    return [{ what: "openings from Postgres, 60 days", ...found, unit: "ms", goal: { atMost: 1.5 } }];
  } finally {
    await inside.close();
  }
}

/** Maren's openings for a first call in the 60 days to come. */
export async function findOpenings({ ctx, maren }: Inside) {
  const now = ctx.now().getTime();
  const asked = { therapistId: maren.id, typeSlug: "discovery", visitorZone: "America/New_York" };
  const found = await openingsBetween(ctx, { ...asked, from: now, to: now + 60 * DAY });
  if (!found || found.openings.length === 0) throw new Error("Maren has no openings");
  return found.openings;
}

/** How long one takes when they are done one after the other, in milliseconds. */
export async function millisecondsEach(once: () => Promise<unknown>, times = 300): Promise<number> {
  const start = performance.now();
  for (let time = 0; time < times; time += 1) await once();
  return (performance.now() - start) / times;
}

type Statement = { text: string; values: unknown[] };

/** The last statement `work` puts to the pool. */
async function statementOf({ database: { pool } }: Inside, work: () => Promise<unknown>): Promise<Statement> {
  const query = pool.query;
  let seen: Statement | null = null;
  pool.query = function overheard(this: typeof pool, asked: { text: string }, values: unknown[]) {
    seen = { text: asked.text, values };
    return Reflect.apply(query, this, [asked, values]);
  } as typeof query;
  try {
    await work();
  } finally {
    pool.query = query;
  }
  if (!seen) throw new Error("Nothing was asked of the pool");
  return seen;
}

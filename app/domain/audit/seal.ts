import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { insertMany } from "#app/db/insert-many.ts";
import { events, seals, unsealedEvents } from "#app/db/schema/audit.ts";
import type { House } from "#app/domain/ctx.ts";
import { ground, linkAfter } from "./chain.ts";

const batch = 2000;
const sealers = 0x5ea1;

/**
 * Seal every event whose transaction has committed, in batches, each in a transaction of its own. Whoever comes while
 * another process seals leaves it to that one. Gives how many were sealed.
 */
export async function sealEvents(house: House): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await sealSome(house);
    sealed += count;
    if (count < batch) return sealed;
  }
}

/** The chore of each minute. */
export async function sealEachMinute(house: House): Promise<void> {
  await sealEvents(house);
}

function sealSome(house: House): Promise<number> {
  return house.db.transaction(async (db) => {
    const { rows } = await db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${sealers}) as mine`,
    );
    if (!rows[0]?.mine) return 0;
    const waiting = await db
      .select({ event: events })
      .from(unsealedEvents)
      .innerJoin(events, eq(events.id, unsealedEvents.eventId))
      .orderBy(asc(unsealedEvents.eventId))
      .limit(batch);
    if (waiting.length === 0) return 0;
    const [head] = await db.select().from(seals).orderBy(desc(seals.number)).limit(1);
    let number = head?.number ?? 0;
    let hash: Buffer = head?.hash ?? ground;
    const links = waiting.map(({ event }) => {
      number += 1;
      hash = linkAfter(hash, event);
      return { number, eventId: event.id, hash };
    });
    await insertMany(db, seals, links);
    const ids = links.map(({ eventId }) => eventId);
    await db.delete(unsealedEvents).where(inArray(unsealedEvents.eventId, ids));
    return links.length;
  });
}

import { asc, count, eq, gt, lt, sql } from "drizzle-orm";
import { events, seals, unsealedEvents } from "#app/db/schema/audit.ts";
import type { House } from "#app/domain/ctx.ts";
import { ground, linkAfter } from "./chain.ts";

const page = 10_000;

/** `broken`: the number of the first link that does not hold, and the event it was made for. `head`: the newest link. */
export type ChainState = {
  sealed: number;
  head: string | null;
  broken: { number: number; eventId: string; why: "missing_link" | "missing_event" | "changed" } | null;
  /** Events that nobody laid down for sealing: slipped in past the trigger. */
  slippedIn: number;
  /** Events older than ten minutes that still wait for their seal. */
  late: number;
};

/** Go along the whole chain, page by page, and name the first link that does not hold. Changes nothing. */
export async function verifyChain(house: House): Promise<ChainState> {
  let number = 0;
  let hash: Buffer = ground;
  for (;;) {
    const rows = await house.db
      .select({ seal: seals, event: events })
      .from(seals)
      .leftJoin(events, eq(events.id, seals.eventId))
      .where(gt(seals.number, number))
      .orderBy(asc(seals.number))
      .limit(page);
    for (const { seal, event } of rows) {
      const why = wrongWith(number, hash, seal, event);
      if (why) return stateOf(house, number, hash, { number: number + 1, eventId: seal.eventId, why });
      number = seal.number;
      hash = seal.hash;
    }
    if (rows.length < page) return stateOf(house, number, hash, null);
  }
}

type Seal = typeof seals.$inferSelect;
type Event = typeof events.$inferSelect;

function wrongWith(number: number, hash: Buffer, seal: Seal, event: Event | null) {
  if (seal.number !== number + 1) return "missing_link";
  if (!event) return "missing_event";
  return linkAfter(hash, event).equals(seal.hash) ? null : "changed";
}

async function stateOf(
  { db, now }: House,
  sealed: number,
  hash: Buffer,
  broken: ChainState["broken"],
): Promise<ChainState> {
  const neither = sql`not exists (select 1 from ${seals} where ${seals.eventId} = ${events.id})
    and not exists (select 1 from ${unsealedEvents} where ${unsealedEvents.eventId} = ${events.id})`;
  const [slipped] = await db.select({ count: count() }).from(events).where(neither);
  const tenMinutesAgo = new Date(now().getTime() - 600_000);
  const [late] = await db
    .select({ count: count() })
    .from(unsealedEvents)
    .innerJoin(events, eq(events.id, unsealedEvents.eventId))
    .where(lt(events.at, tenMinutesAgo));
  return {
    sealed,
    head: sealed === 0 ? null : hash.toString("hex").slice(0, 16),
    broken,
    slippedIn: slipped?.count ?? 0,
    late: late?.count ?? 0,
  };
}

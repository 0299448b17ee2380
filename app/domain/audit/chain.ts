import { createHash } from "node:crypto";
import type { events } from "#app/db/schema/audit.ts";

type Event = typeof events.$inferSelect;

/** What stands before the first link. */
export const ground: Buffer = Buffer.alloc(32);

/**
 * The next link of the chain: SHA-256 over the link before and the event, whose canonical bytes are a JSON list of its
 * fields in this order with the keys of its detail sorted. Made here and not in SQL, so that it outlives any Postgres.
 */
export function linkAfter(
  before: Buffer,
  { id, practiceId, name, subjectId, actor, at, detail }: Event,
): Buffer {
  const sorted = Object.keys(detail)
    .sort()
    .map((key) => [key, detail[key]]);
  const canonical = JSON.stringify([id, practiceId, name, subjectId, actor, at.toISOString(), sorted]);
  return createHash("sha256").update(before).update(canonical).digest();
}

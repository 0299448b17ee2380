import type { House } from "#app/domain/ctx.ts";
import { buriedJobs, laneCounts } from "./jobs.ts";

/** Say how each lane of the queue stands, and what lies buried and why. */
export async function showJobs(house: House, say: (line: string) => void): Promise<void> {
  for (const { lane, queued, active, buried } of await laneCounts(house))
    say(`${lane.padEnd(10)}${queued} queued, ${active} active, ${buried} buried`);
  for (const { id, job, subjectId, diedAt, why } of await buriedJobs(house))
    say(`\n${id}  ${job} of ${subjectId}\n  given up ${diedAt.toISOString()}: ${why}`);
}

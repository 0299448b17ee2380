import type { House } from "./domain/ctx.ts";
import { chores, jobs } from "./jobs.ts";
import type { Work } from "./queue/queue.ts";
import type { World } from "./world.ts";

/** Do one piece of work. Throws when its name means nothing here, so that it waits for the release that knows it. */
export async function perform(
  house: House,
  world: World,
  { job, practiceId, subjectId, sequence }: Work,
): Promise<void> {
  const asSystem: House = { ...house, actor: { kind: "system", job } };
  if (isNameIn(chores, job)) return chores[job].chore(asSystem, world);
  if (isNameIn(jobs, job))
    return jobs[job]({ ...asSystem, practiceId }, world, { practiceId, subjectId, sequence });
  throw new Error(`Nobody here knows the job ${job}`);
}

function isNameIn<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

import type { Storage } from "#app/world/storage.ts";
import { ok, type Verdict } from "./verdict.ts";

/** Whether files can be laid down and taken up again, and where that is. Throws when they cannot. */
export async function storage(kept: Storage): Promise<Verdict> {
  return ok(`Files lie in ${await kept.check()}`);
}

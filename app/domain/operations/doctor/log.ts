import { verifyChain } from "#app/domain/audit/verify.ts";
import type { House } from "#app/domain/ctx.ts";
import { broken, counted, ok, type Verdict, warn } from "./verdict.ts";

const wrong = {
  changed: "its event is not what was sealed",
  missing_event: "its event is gone",
  missing_link: "links are missing before it",
};

/** Every link of the log's chain holds, no event was slipped in past it, and none waits long for its seal. */
export async function log(house: House): Promise<Verdict> {
  const chain = await verifyChain(house);
  if (chain.broken) {
    const { number, eventId, why } = chain.broken;
    return broken(`The chain breaks at link ${number}, event ${eventId}: ${wrong[why]}`);
  }
  if (chain.slippedIn > 0)
    return broken(`${counted(chain.slippedIn, "event")} written past the chain, with its trigger off`);
  if (chain.late > 0)
    return warn(`${counted(chain.late, "event")} unsealed for ten minutes; does a worker run?`);
  if (chain.head === null) return ok("Nothing sealed yet");
  return ok(`${counted(chain.sealed, "event")} sealed, every link holds; the newest is ${chain.head}`);
}

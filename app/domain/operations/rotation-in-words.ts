import type { House } from "#app/domain/ctx.ts";
import { rotateKeys, rotationState } from "./rotate-keys.ts";

/** Turn the ring and say how far it has come, a line for each thousand keys; or only say how it stands. */
export async function turnRing(
  house: House,
  say: (line: string) => void,
  { onlyStatus }: { onlyStatus: boolean },
): Promise<boolean> {
  if (!onlyStatus) {
    let told = 0;
    await rotateKeys(house, (wrapped) => {
      if (wrapped - told < 1000) return;
      told = wrapped;
      say(`${wrapped} keys wrapped anew`);
    });
  }
  const { newest, current, left, idle, missing } = await rotationState(house);
  say(`The current key is ${current}; ${left} data keys are still wrapped by others.`);
  if (newest)
    say(
      `The newest rotation wrapped ${newest.wrapped}, to ${newest.ring}, ${newest.endedAt ? `and ended ${newest.endedAt.toISOString()}` : `and last moved ${newest.movedAt.toISOString()}; run rotate-keys again to go on`}.`,
    );
  for (const { ring, count, tables } of missing)
    say(`${ring} is missing from ENCRYPTION_KEYS, and ${count} keys in ${tables.join(", ")} need it.`);
  if (idle.length > 0)
    say(
      `Nothing hangs on ${idle.join(", ")} any more: once every process runs with ${current} first, take it out of ENCRYPTION_KEYS. Backups made before today still need it.`,
    );
  return left === 0;
}

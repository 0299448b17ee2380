import type { House } from "#app/domain/ctx.ts";
import { counted } from "./doctor/verdict.ts";
import { listErasures, replayErasures, takeInErasures } from "./erasure-list.ts";

/** Print the list of erasures, a line each, to be kept with the keys. */
export async function showErasures(house: House, say: (line: string) => void): Promise<void> {
  for (const line of await listErasures(house)) say(line);
}

/** Take in the list that was kept with the keys, where one is given, and forget whoever is on it and here; say what was done. */
export async function replayList(
  house: House,
  say: (line: string) => void,
  list: readonly string[],
): Promise<void> {
  const { added, elsewhere } = await takeInErasures(house, list);
  if (added > 0) say(`Taken in: ${counted(added, "erasure")} this database did not know.`);
  if (elsewhere > 0)
    say(`Passed over: ${counted(elsewhere, "erasure")} of practices that are not in this database.`);
  const again = await replayErasures(house);
  say(
    again > 0
      ? `Forgotten again: ${counted(again, "client")}.`
      : "Nothing to do: nobody on the list is in this database.",
  );
}

import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { otherSideOf, toldOf } from "#app/domain/messaging/told.ts";
import type { World } from "#app/world.ts";
import { notify } from "./notify.ts";

/**
 * Tell the other side inside the house that there is something to read, unless they have read it meanwhile. Until they look,
 * what follows is no second piece of news: the notice is that of how far they had read (counted below zero, where no message is).
 */
export async function notifyMessage(
  ctx: Ctx,
  _world: World,
  { subjectId, sequence }: Subject,
): Promise<void> {
  const told = await toldOf(ctx, subjectId, sequence);
  if (!told) return;
  const side = told.side === "client" ? "practice" : "client";
  for (const { userId, readNumber } of await otherSideOf(ctx, told))
    if (readNumber < sequence)
      await notify(ctx, "message.written", { subjectId, sequence: -1 - readNumber }, [
        { userId, side, email: null },
      ]);
}

import type { WaitWindow } from "#app/db/schema/waiting.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { soughtBy } from "./fitting.ts";
import { rewish } from "./join-earlier.ts";
import { hasSuiting } from "./join-full.ts";
import { findWait, type Wait } from "./link.ts";

/**
 * Say which times would suit from now on. Refuses: not_waiting when one's place is over, open_now where a time that
 * would suit can simply be had.
 */
export function changeWindows(
  ctx: Ctx,
  { wait, windows }: { wait: Wait; windows: WaitWindow[] },
): Promise<Result<null, "not_waiting" | "open_now">> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wait.therapistId);
    const known = await findWait(ctx, wait.id);
    const sought = known?.status === "waiting" ? await soughtBy(ctx, known) : null;
    if (!known || !sought) return refused("not_waiting");
    if (await hasSuiting(ctx, sought, { windows, guestZone: known.guestZone })) return refused("open_now");
    await rewish(ctx, known, windows);
    return done(null);
  });
}

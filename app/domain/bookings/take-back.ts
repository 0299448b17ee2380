import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { type Result, refused } from "#app/values/result.ts";
import { type CancelRefusal, cancel } from "./cancel.ts";
import { findToChange } from "./queries.ts";
import { lockTherapist } from "./take.ts";

export type TakeBackRefusal = CancelRefusal | "accepted_meanwhile";

/**
 * Take a request back, at no cost however late. Whoever presses was promised that it costs nothing, so what was accepted
 * in the meantime is left standing (accepted_meanwhile): cancelling a booking may cost something, and is asked for on its
 * own. Otherwise refuses as `cancel` does.
 */
export function takeBack(
  ctx: Ctx,
  request: { bookingId: string; therapistId: string; reason?: string | undefined },
): Promise<Result<{ isLate: boolean }, TakeBackRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, request.therapistId);
    const found = await findToChange(ctx, request.bookingId);
    if (found?.booking.status === "confirmed") return refused("accepted_meanwhile");
    return cancel(ctx, { ...request, by: "client" });
  });
}

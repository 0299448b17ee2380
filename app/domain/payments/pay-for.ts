import type { Ctx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { type BeginRefusal, beginPayment } from "./begin.ts";
import { openCheckout } from "./checkout.ts";

export type PayRefusal = BeginRefusal | "away";

/**
 * The address where a kept time is paid for, or a card is left. Refuses as `beginPayment`, or away while the payment
 * service does not answer: the time stays kept, and the same may be asked again.
 */
export async function payFor(
  ctx: Ctx,
  world: World,
  wish: { bookingId: string; consentId?: string | undefined },
): Promise<Result<{ url: string }, PayRefusal>> {
  const begun = await beginPayment(ctx, wish);
  if (!begun.ok) return begun;
  const opened = await openCheckout(ctx, world, begun.value);
  if (opened.is === "open") return done({ url: opened.url });
  if (opened.is === "away") return refused("away");
  // A page can no longer be opened so late in this try; another begins with its full time.
  const anew = await beginPayment(ctx, {
    ...wish,
    consentId: wish.consentId ?? begun.value.consentId ?? undefined,
  });
  if (!anew.ok) return anew;
  const again = await openCheckout(ctx, world, anew.value);
  return again.is === "open" ? done({ url: again.url }) : refused("away");
}

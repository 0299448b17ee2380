import { lookForWish } from "#app/domain/calendar/look.ts";
import { type Ctx, isClient } from "#app/domain/ctx.ts";
import { inTime } from "#app/domain/in-time.ts";
import { makeWay } from "#app/domain/payments/let-go.ts";
import { type PayRefusal, payFor } from "#app/domain/payments/pay-for.ts";
import { type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { type Asking, ask, type Reply } from "./ask.ts";

/** How long somebody who booked waits for the page where they pay, ms; after that it is opened when they press again. */
const usualPatience = 1_600;

/** What was answered, and for a time that is kept while it is paid: where, or why not yet. */
export type PaidReply = Reply & { pay?: Result<{ url: string }, PayRefusal> };

/**
 * `ask`, and for a time that has to be paid first the page where that is done. What happens outside the house happens
 * before and after the one transaction, never in it; where the payment service does not answer, the time is kept all the
 * same.
 */
export async function askAndPay(
  ctx: Ctx,
  world: World,
  asking: Asking,
  patience = usualPatience,
): Promise<PaidReply> {
  const began = performance.now();
  const left = () => Math.max(0, patience - (performance.now() - began));
  const look = await lookForWish(ctx, world, asking.wish);
  if (isClient(ctx))
    await inTime(makeWay(ctx, world, asking.wish), { otherwise: undefined, patience: left() });
  const reply = await ask(ctx, { ...asking, look });
  if (!reply.ok || reply.value.status !== "held") return reply;
  const pay = await inTime(payFor(ctx, world, { bookingId: reply.value.id }), {
    otherwise: refused("away"),
    patience: left(),
  });
  return { ...reply, pay };
}

import { record } from "#app/domain/audit/record.ts";
import { confirmOffered, letGoOfOffer, moveToOffered } from "#app/domain/bookings/offered.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { closeFreed } from "./freed.ts";
import type { Wait } from "./link.ts";
import { answerOffer, findOffer } from "./offers.ts";
import { endWait, step } from "./step.ts";

/** Why an offer cannot be answered any more. */
export type OverBecause = "not_here" | "run_out" | "passed" | "withdrawn" | "gone";

type Asked = { wait: Wait; offerId: string };

/**
 * Take an offered time: the first call is booked, or the booking is moved there, and the place in line has done its
 * work. Taking it twice is taking it once. Says which booking it is now. Refuses: not_here, run_out, passed, withdrawn,
 * gone when the booking that was to be moved is no longer there.
 */
export function takeOffer(
  ctx: Ctx,
  { wait, offerId }: Asked,
): Promise<Result<{ bookingId: string }, OverBecause>> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wait.therapistId);
    const offer = await ofWait(ctx, { wait, offerId });
    if (!offer) return refused("not_here");
    const bookingId = wait.bookingId ?? offer.bookingId;
    if (offer.status === "taken") return done({ bookingId });
    const over = overBecause(offer, ctx.now());
    if (over) return refused(over);

    const asHolder: Ctx = { ...ctx, actor: { kind: "holder", bookingId } };
    const taken = wait.bookingId
      ? await moveToOffered(asHolder, { bookingId: wait.bookingId, offeredId: offer.bookingId })
      : await confirmOffered(asHolder, offer.bookingId);
    if (taken === null) return refused("gone");
    await answerOffer(ctx, offer.id, "taken");
    await closeFreed(ctx, offer.freedTimeId, "filled");
    const sequence = await endWait(ctx, wait.id, "served");
    if (sequence !== null)
      await record(asHolder, "wait.served", { id: wait.id, sequence }, { offer: offer.id, filled: true });
    return done({ bookingId });
  });
}

/** Say no to an offered time, which goes to the next. One's place in line stays. Refuses as `takeOffer` does. */
export function passOffer(ctx: Ctx, { wait, offerId }: Asked): Promise<Result<null, OverBecause>> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wait.therapistId);
    const offer = await ofWait(ctx, { wait, offerId });
    if (!offer) return refused("not_here");
    if (offer.status === "passed") return done(null);
    if (offer.status === "taken") return refused("gone");
    const over = overBecause(offer, ctx.now());
    if (over) return refused(over);
    await answerOffer(ctx, offer.id, "passed");
    const sequence = await step(ctx, wait.id);
    await record(ctx, "wait.offer_over", { id: wait.id, sequence }, { offer: offer.id, status: "passed" });
    await letGoOfOffer(ctx, offer.bookingId, "client");
    return done(null);
  });
}

async function ofWait(ctx: Ctx, { wait, offerId }: Asked) {
  const found = await findOffer(ctx, offerId);
  return found?.wait.id === wait.id ? found.offer : null;
}

type State = Pick<NonNullable<Awaited<ReturnType<typeof findOffer>>>["offer"], "status" | "endsAt">;

/** Why an offer cannot be answered at `now`, or null while it can. */
export function overBecause({ status, endsAt }: State, now: Date): Exclude<OverBecause, "not_here"> | null {
  if (status === "passed" || status === "withdrawn") return status;
  if (status === "taken") return "gone";
  return status === "lapsed" || endsAt <= now ? "run_out" : null;
}

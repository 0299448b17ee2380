import { lockTherapist, releaseStaleHolds } from "#app/domain/bookings/take.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type Fitting, isWithinLicences, lookingIn, type Sought, soughtBy } from "./fitting.ts";
import { waitWithin } from "./leave.ts";
import { offeredBefore } from "./line.ts";
import { findWait } from "./link.ts";
import { makeOffer } from "./make-offer.ts";
import { openOfferOf } from "./offers.ts";
import { settleOffers } from "./settle.ts";

export type ByHandRefusal =
  | "not_here"
  | "not_waiting"
  | "offered_another"
  | "asked_before"
  | "slot_taken"
  | "too_soon";

/**
 * Offer somebody in line a particular time, out of turn and whatever windows they named, even where nobody new is taken.
 * Refuses: not_here, not_waiting, offered_another while they have one to answer, asked_before, slot_taken, too_soon when
 * they could not answer in time.
 */
export async function offerByHand(
  ctx: MemberCtx,
  { waitId, startsAt }: { waitId: string; startsAt: number },
): Promise<Result<null, ByHandRefusal>> {
  const seen = await waitWithin(ctx, "diary.change", waitId);
  if (!seen) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, seen.therapistId);
    await releaseStaleHolds(ctx, seen.therapistId);
    await settleOffers(ctx, seen.therapistId);
    const wait = await findWait(ctx, waitId);
    const sought = wait?.status === "waiting" ? await soughtBy(ctx, wait) : null;
    if (!wait || !sought) return refused("not_waiting");
    if (await openOfferOf(ctx, waitId)) return refused("offered_another");
    if ((await offeredBefore(ctx, [waitId])).get(waitId)?.has(startsAt)) return refused("asked_before");
    const fitting = await everything(ctx, sought);
    if (!fitting?.starts.includes(startsAt)) return refused("slot_taken");
    return (await makeOffer(ctx, { wait, sought, fitting, startsAt })) ? done(null) : refused("too_soon");
  });
}

/** The starts (ms) a member may offer somebody in line, in order of time; null when they are not in reach or wait no more. */
export async function offerable(ctx: MemberCtx, waitId: string): Promise<number[] | null> {
  const wait = await waitWithin(ctx, "diary.change", waitId);
  const sought = wait?.status === "waiting" ? await soughtBy(ctx, wait) : null;
  if (!wait || !sought) return null;
  const before = (await offeredBefore(ctx, [waitId])).get(waitId);
  return ((await everything(ctx, sought))?.starts ?? []).filter((at) => !before?.has(at));
}

/**
 * Every open start before what they have; whether anybody new is taken is the therapist's own to say, where her licences
 * reach is not.
 */
async function everything(ctx: MemberCtx, sought: Sought): Promise<Fitting | null> {
  const fitting = await lookingIn(ctx).look({ ...sought, isNew: false });
  if (fitting && !isWithinLicences(fitting, sought)) return { ...fitting, starts: [] };
  return fitting && { ...fitting, starts: fitting.starts.filter((at) => at < sought.before) };
}

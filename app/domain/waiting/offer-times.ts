import { lockTherapist, releaseStaleHolds } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { type Look, lookingIn, soughtBy, suiting } from "./fitting.ts";
import { closeSpent } from "./freed.ts";
import { inLine, isAlive, offeredBefore } from "./line.ts";
import type { Wait } from "./link.ts";
import { makeOffer } from "./make-offer.ts";
import { settleOffers } from "./settle.ts";

/**
 * Offer what is open with a therapist to who waits for it: each start to one person at a time, each person one start at
 * a time, first come first asked (domain, "Life of a booking"). All of it under the therapist's lock, so that several
 * workers doing it at once, or one doing it twice, offer nothing twice.
 */
export async function offerTimes(ctx: Ctx, therapistId: string): Promise<void> {
  if (!(await isAlive(ctx, therapistId))) return;
  await inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    await releaseStaleHolds(ctx, therapistId);
    await settleOffers(ctx, therapistId);
    const line = await inLine(ctx, therapistId);
    const before = await offeredBefore(
      ctx,
      line.map(({ id }) => id),
    );
    const { look, changed } = lookingIn(ctx);
    for (const wait of line) {
      if (await offerOne(ctx, look, wait, before.get(wait.id))) changed();
    }
    await closeSpent(ctx, therapistId);
  });
}

/** Offer somebody the first time that suits them and that they were not asked about before. */
async function offerOne(
  ctx: Ctx,
  look: Look,
  wait: Wait,
  before: ReadonlySet<number> = new Set(),
): Promise<boolean> {
  const sought = await soughtBy(ctx, wait);
  const fitting = sought && (await look(sought));
  if (!fitting) return false;
  for (const startsAt of suiting(fitting, sought, wait)) {
    if (before.has(startsAt)) continue;
    if (await makeOffer(ctx, { wait, sought, fitting, startsAt })) return true;
  }
  return false;
}

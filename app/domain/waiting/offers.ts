import { and, desc, eq, isNotNull } from "drizzle-orm";
import { type OfferStatus, timeOffers, waits } from "#app/db/schema/waiting.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import type { Wait } from "./link.ts";

export type Offer = typeof timeOffers.$inferSelect;

/** An offer and whose it is; null when there is none of that id here. */
export async function findOffer(ctx: Ctx, offerId: string): Promise<{ offer: Offer; wait: Wait } | null> {
  if (!isId(offerId)) return null;
  const [found] = await ctx.db
    .select({ offer: timeOffers, wait: waits })
    .from(timeOffers)
    .innerJoin(waits, eq(waits.id, timeOffers.waitId))
    .where(and(eq(timeOffers.practiceId, ctx.practiceId), eq(timeOffers.id, offerId)));
  return found ?? null;
}

/** The same while it is open. */
export async function openOffer(ctx: Ctx, offerId: string): Promise<{ offer: Offer; wait: Wait } | null> {
  const found = await findOffer(ctx, offerId);
  return found?.offer.status === "open" ? found : null;
}

/** The offer somebody in line has to answer now, or null. */
export async function openOfferOf(ctx: Ctx, waitId: string): Promise<Offer | null> {
  const [offer] = await ctx.db
    .select()
    .from(timeOffers)
    .where(
      and(
        eq(timeOffers.practiceId, ctx.practiceId),
        eq(timeOffers.waitId, waitId),
        eq(timeOffers.status, "open"),
      ),
    );
  return offer ?? null;
}

/** Everything somebody in line was offered, the latest first. */
export function offersOf(ctx: Ctx, waitId: string): Promise<Offer[]> {
  return ctx.db
    .select()
    .from(timeOffers)
    .where(and(eq(timeOffers.practiceId, ctx.practiceId), eq(timeOffers.waitId, waitId)))
    .orderBy(desc(timeOffers.offeredAt), desc(timeOffers.id));
}

/** Bring an offer out of `open`, once. Says whether it was this call that did. */
export async function answerOffer(
  ctx: Ctx,
  offerId: string,
  status: Exclude<OfferStatus, "open">,
): Promise<boolean> {
  const answered = await ctx.db
    .update(timeOffers)
    .set({ status, answeredAt: ctx.now() })
    .where(
      and(
        eq(timeOffers.practiceId, ctx.practiceId),
        eq(timeOffers.id, offerId),
        eq(timeOffers.status, "open"),
      ),
    )
    .returning({ id: timeOffers.id });
  return answered.length === 1;
}

/** The offer somebody was told of at a state of their place in line, or null. */
export async function offerTold(ctx: Ctx, waitId: string, sequence: number): Promise<Offer | null> {
  const [offer] = await ctx.db
    .select()
    .from(timeOffers)
    .where(
      and(
        eq(timeOffers.practiceId, ctx.practiceId),
        eq(timeOffers.waitId, waitId),
        eq(timeOffers.sequence, sequence),
        isNotNull(timeOffers.toldAt),
      ),
    );
  return offer ?? null;
}

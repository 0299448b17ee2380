import { and, eq, gte } from "drizzle-orm";
import { refunds } from "#app/db/schema/payments.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { chooseUntil, leftToChoose, toChooseWhenCalledOff } from "./choose-return.ts";
import { waitingForAPerson } from "./failed-refunds.ts";
import { isCalledOff } from "./give-what-is-due.ts";
import { wentBack } from "./went-back.ts";

/** What became of what was paid for a session the practice called off; sums in minor units, `until` in ms. */
export type ReturnStanding =
  | { is: "open"; amount: number; until: number }
  | { is: "over"; toCard: number; kept: number; byHand: number; cameBack: number; byItself: boolean };

/**
 * How it stands with the choice of whoever paid for a session the practice called off: still theirs to make, or what became
 * of the money. Null where there never was anything to choose.
 */
export async function returnStanding(ctx: Ctx, found: WholeBooking): Promise<ReturnStanding | null> {
  if (!isCalledOff(found)) return null;
  const { id, changedAt } = found.booking;
  const amount = await leftToChoose(ctx, found);
  if (amount > 0) return { is: "open", amount, until: chooseUntil(found.booking) };
  if ((await toChooseWhenCalledOff(ctx, found)) === 0) return null;
  const since = and(eq(refunds.bookingId, id), gte(refunds.askedAt, changedAt));
  const went = since ? await wentBack(ctx, since) : [];
  const sumTo = (to: (typeof went)[number]["to"]) =>
    went.reduce((sum, one) => sum + (one.to === to ? one.amount : 0), 0);
  return {
    is: "over",
    ...{ toCard: sumTo("card"), kept: sumTo("credit"), byHand: sumTo("by_hand") },
    cameBack: await waitingForAPerson(ctx, id),
    byItself: went.some(({ askedBy }) => askedBy === "system:return_unchosen"),
  };
}

import { and, inArray, lte } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { type House, inTransaction } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { lockTherapist, releaseStaleHolds } from "./take.ts";

/** Give the hour back when a hold expires, for every therapist who has one that ran out. */
export async function expireHolds(house: House): Promise<void> {
  const stale = await house.db
    .selectDistinct({ practiceId: bookings.practiceId, therapistId: bookings.therapistId })
    .from(bookings)
    .where(and(inArray(bookings.status, ["held", "requested"]), lte(bookings.holdsUntil, house.now())));
  await inTurn(stale, ({ practiceId, therapistId }) =>
    inTransaction({ ...house, practiceId }, async (ctx) => {
      await lockTherapist(ctx, therapistId);
      await releaseStaleHolds(ctx, therapistId);
    }),
  );
}

import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { findDispute } from "#app/domain/payments/dispute-queries.ts";
import { findRefund } from "#app/domain/payments/refund.ts";
import type { World } from "#app/world.ts";
import { moneyPeople } from "./money-people.ts";
import { notify } from "./notify.ts";

/** The job that tells whoever handles the money of a dispute, inside the house. */
export function tellsOfDispute(kind: "dispute.opened" | "dispute.closed") {
  return async (ctx: Ctx, _world: World, subject: Subject): Promise<void> => {
    const found = await findDispute(ctx, subject.subjectId);
    if (found) await notify(ctx, kind, subject, await toTell(ctx, found.therapistIds));
  };
}

/** Tell them, inside the house, that money which was sent back came back from the bank. */
export async function notifyRefundFailed(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const refund = await findRefund(ctx, subject.subjectId);
  const found = refund && (await findBooking(ctx, refund.bookingId));
  if (found) await notify(ctx, "refund.failed", subject, await toTell(ctx, [found.booking.therapistId]));
}

async function toTell(ctx: Ctx, therapistIds: readonly string[]) {
  const people = await moneyPeople(ctx, therapistIds);
  return people.map(({ userId, email }) => ({ userId, email, side: "practice" as const }));
}

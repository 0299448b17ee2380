import { record } from "#app/domain/audit/record.ts";
import * as inBookings from "#app/domain/bookings/wipe.ts";
import * as inClients from "#app/domain/clients/wipe.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import * as inJoining from "#app/domain/joining/wipe.ts";
import * as inMessaging from "#app/domain/messaging/wipe.ts";
import * as inNotifications from "#app/domain/notifications/wipe.ts";
import * as inSeries from "#app/domain/series/wipe.ts";
import * as inSickDays from "#app/domain/sick-days/wipe.ts";
import * as inWaiting from "#app/domain/waiting/wipe.ts";

/**
 * Wipe the clients made up to practise with, those in the member's care: everything of theirs goes and their times are
 * free again; nothing of anybody else changes. The log stays, as it always does; it names nobody. Gives how many went.
 */
export function wipeInvented(ctx: MemberCtx): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const invented = (await inClients.inventedWithin(ctx)).map(({ id }) => id);
    if (invented.length === 0) return 0;
    const bookingIds = await inBookings.holdBookingsOf(ctx, invented);
    const clientIds = await inClients.holdInvented(ctx);
    if (clientIds.length === 0) return 0; // A second press came first.
    const theirs = { clientIds, bookingIds };
    await inWaiting.wipe(ctx, theirs);
    await inJoining.wipe(ctx, theirs);
    await inSickDays.wipe(ctx, theirs);
    await inMessaging.wipe(ctx, theirs);
    await inNotifications.wipe(ctx, theirs);
    await inBookings.wipe(ctx, theirs);
    await inSeries.wipe(ctx, theirs);
    await inClients.wipe(ctx, theirs);
    await record(ctx, "clients.wiped", { id: ctx.actor.memberId }, { count: clientIds.length });
    return clientIds.length;
  });
}

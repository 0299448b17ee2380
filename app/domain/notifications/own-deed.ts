import { eventAt } from "#app/domain/audit/queries.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { personAt } from "#app/domain/clients/person-at.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { wants } from "./wants.ts";

type Deed = "booking.confirmed" | "booking.moved" | "booking.cancelled";

/** A letter that confirms what its reader did themselves: whether they do without, and where they say so. */
type OwnDeed = { isUnwanted: boolean; stop: { unsubscribeUrl: string } };

/**
 * Whether a letter about a booking tells its reader only what they did themselves, signed in: that can be stopped. Null
 * for what somebody else did, and for a guest, whose letter carries the one link they have.
 */
export async function ownDeed(ctx: Ctx, { booking }: WholeBooking, deed: Deed): Promise<OwnDeed | null> {
  const event = await eventAt(ctx, deed, booking);
  const [, userId] = /^client:(.+)$/.exec(event?.actor ?? "") ?? [];
  if (!userId || !booking.guestEmail) return null;
  if ((await personAt(ctx, booking.clientId, booking.guestEmail)) !== userId) return null;
  return {
    isUnwanted: !(await wants(ctx, userId, "own_bookings", "email")),
    stop: { unsubscribeUrl: await unsubscribeUrl(ctx, userId, "own_bookings") },
  };
}

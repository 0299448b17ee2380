import { personAt } from "#app/domain/clients/person-at.ts";
import { type Ctx, isClient } from "#app/domain/ctx.ts";
import type { WholeBooking } from "./queries.ts";

/**
 * The account of whoever acts for a booking: the client who is signed in; behind a private link, the one the booking was
 * made for, as far as they are known here. Null where it is nobody known.
 */
export async function whoseHand(ctx: Ctx, { booking }: WholeBooking): Promise<string | null> {
  if (isClient(ctx)) return ctx.actor.userId;
  const { clientId, guestEmail } = booking;
  return guestEmail ? personAt(ctx, clientId, guestEmail) : null;
}

import { type WaitWindow, waits } from "#app/db/schema/waiting.ts";
import { newLink } from "#app/domain/waiting/link.ts";
import { offerByHand } from "#app/domain/waiting/offer-by-hand.ts";
import { newId } from "#app/values/ids.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aMember } from "#tests/support/practice.ts";
import type { Cast, Side } from "./cast.ts";
import type { Named } from "./records.ts";

/** No session starts in it, so that the server offers nobody an hour another record is about to take. */
const aMinuteAtNight: WaitWindow = { weekday: 1, startMinute: 3, length: 1 };

/** Somebody's client on the waiting list for another call; with a time (ms) to answer where one is offered. */
export async function aWait(cast: Cast, side: Side, offeredAt: number | null): Promise<Named> {
  const { ctx, therapistId, client } = side;
  const typeSlug = side === cast.sides.foreign ? "discovery" : "call";
  const { rows } = await cast.sql.query<{ id: string }>(
    "select id from session_types where practice_id = $1 and slug = $2",
    [ctx.practiceId, typeSlug],
  );
  await cast.sql.query("update waits set status = 'left', ended_at = now() where status = 'waiting'");
  const id = newId();
  await cast.house.db.insert(waits).values({
    ...{ id, practiceId: ctx.practiceId, therapistId, sessionTypeId: rows[0]?.id ?? "", kind: "full" },
    ...{
      clientId: client.clientId,
      guestName: client.name,
      guestEmail: client.email,
      guestZone: "UTC",
      windows: [aMinuteAtNight],
    },
    ...{ joinedAt: new Date(), confirmedAt: new Date(), ...newLink(ctx, id) },
  });
  if (offeredAt !== null) {
    const member = { ...ctx, actor: aMember(ctx.practiceId, { therapistId, roles: ["therapist"] }) };
    await granted(offerByHand(member, { waitId: id, startsAt: offeredAt }));
  }
  return { id, clientId: client.clientId };
}

import { eventAt, happeningsOf } from "#app/domain/audit/queries.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { notify, therapistToTell } from "./notify.ts";

/**
 * Tell the therapist inside the house that there are lines to read before a session. Changing what nobody has read yet is
 * no second piece of news: the notice is that of the readings there had been when they were sent.
 */
export async function notifyLines(ctx: Ctx, _world: World, { subjectId, sequence }: Subject): Promise<void> {
  const found = await findBooking(ctx, subjectId);
  const sent = await eventAt(ctx, "lines.sent", { id: subjectId, sequence });
  if (!found || !sent) return;
  const read = await happeningsOf(ctx, [subjectId], ["words.read"]);
  const readings = read.filter(({ at }) => at <= sent.at).length;
  const told = await therapistToTell(ctx, found.booking.therapistId);
  await notify(ctx, "lines.sent", { subjectId, sequence: readings }, told);
}

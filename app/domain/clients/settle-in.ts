import { and, eq, notInArray } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { moveOn } from "./move-on.ts";

/**
 * Once the first session behind the gate was attended, intake is over and care is ongoing. Consents a practice requires
 * will be asked for here as well, when there are any to sign.
 */
export async function settleIn(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const [attended] = await ctx.db
    .select({ clientId: bookings.clientId, therapistId: bookings.therapistId })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.id, subjectId),
        eq(bookings.status, "attended"),
        notInArray(sessionTypes.kind, ["discovery", "event"]),
      ),
    );
  // Refused is as good as done: it stands elsewhere already.
  if (attended) await moveOn(ctx, { ...attended, to: "ongoing", turn: { how: "first_session" } });
}

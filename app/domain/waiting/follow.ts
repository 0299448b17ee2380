import { and, eq, or } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { endAs } from "./leave.ts";
import { isAlive } from "./line.ts";
import type { Wait } from "./link.ts";
import { offerTimes } from "./offer-times.ts";

/**
 * What a change of a booking means for the waiting list: whoever has by themselves what they waited for is served, and
 * whatever came free is offered on.
 */
export async function tendWaitingList(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  const found = await findBooking(ctx, subject.subjectId);
  if (!found || !(await isAlive(ctx, found.booking.therapistId))) return;
  for (const wait of await touchedBy(ctx, found)) {
    const status = await whatBecame(ctx, wait, found, subject.sequence);
    if (status) await endAs(ctx, wait, { status, by: "system" });
  }
  await offerTimes(ctx, found.booking.therapistId);
}

/** Who waits with this booking, or for a call such as it is. */
function touchedBy(ctx: Ctx, { booking, type }: WholeBooking): Promise<Wait[]> {
  const isTheirs = or(
    eq(waits.clientId, booking.clientId),
    booking.guestEmail ? eq(waits.guestEmail, booking.guestEmail) : undefined,
  );
  const isTheirCall = and(eq(waits.kind, "full"), eq(waits.sessionTypeId, type.id), isTheirs);
  return ctx.db
    .select()
    .from(waits)
    .where(
      and(
        eq(waits.practiceId, ctx.practiceId),
        eq(waits.therapistId, booking.therapistId),
        eq(waits.status, "waiting"),
        or(eq(waits.bookingId, booking.id), isTheirCall),
      ),
    );
}

async function whatBecame(
  ctx: Ctx,
  wait: Wait,
  { booking }: WholeBooking,
  sequence: number,
): Promise<"served" | "left" | null> {
  if (wait.kind === "full") return booking.status === "confirmed" ? "served" : null;
  if (booking.status !== "confirmed") return "left";
  const move = await eventAt(ctx, "booking.moved", { id: booking.id, sequence });
  return move && move.at >= wait.joinedAt && Number(move.detail.to) < Number(move.detail.from)
    ? "served"
    : null;
}

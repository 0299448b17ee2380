import { and, eq, inArray, lte } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { SessionType } from "#app/domain/session-types/queries.ts";
import { newId } from "#app/values/ids.ts";
import { dayOf, timeOf } from "#app/values/zoned.ts";

const minute = 60_000;

/**
 * Stand in line for a therapist's time until the transaction ends. The constraint alone would keep the promise, but
 * concurrent inserts would deadlock on each other (measured: minutes); with the line everybody is answered at once.
 */
export async function lockTherapist(ctx: Ctx, therapistId: string): Promise<void> {
  await ctx.db
    .select({ id: therapists.id })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)))
    .for("no key update");
}

/** Let go of this therapist's holds that have run out, and of the time they held. Call it with the therapist locked. */
export async function releaseStaleHolds(ctx: Ctx, therapistId: string): Promise<void> {
  const now = ctx.now();
  const expired = await ctx.db
    .update(bookings)
    .set({ status: "expired", changedAt: now })
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.therapistId, therapistId),
        inArray(bookings.status, ["held", "requested"]),
        lte(bookings.holdsUntil, now),
      ),
    )
    .returning({
      id: bookings.id,
      sequence: bookings.sequence,
      appointmentId: bookings.appointmentId,
      heldFor: bookings.heldFor,
    });
  if (expired.length === 0) return;
  await giveBack(
    ctx,
    expired.map((booking) => booking.appointmentId),
  );
  for (const { id, sequence, heldFor } of expired)
    await record(ctx, "booking.expired", { id, sequence }, { asked: heldFor === "approval" });
}

/** A one-to-one appointment occupies exactly as long as its booking does; an announced group keeps its time. */
export async function giveBack(ctx: Ctx, appointmentIds: string[]): Promise<void> {
  await ctx.db
    .update(appointments)
    .set({ occupies: false })
    .where(
      and(
        eq(appointments.practiceId, ctx.practiceId),
        inArray(appointments.id, appointmentIds),
        eq(appointments.capacity, 1),
      ),
    );
}

export type Slot = { therapistId: string; zone: string; type: SessionType; startsAt: number };

/** Take a piece of a therapist's time, or null when Postgres says somebody else has it (appointments_no_overlap). */
export async function take(ctx: Ctx, slot: Slot): Promise<{ appointmentId: string; endsAt: number } | null> {
  const { therapistId, type } = slot;
  const appointmentId = newId();
  const times = timesOf(slot);
  const [taken] = await ctx.db
    .insert(appointments)
    .values({
      id: appointmentId,
      practiceId: ctx.practiceId,
      therapistId,
      sessionTypeId: type.id,
      ...times,
      bufferBefore: type.bufferBefore,
      bufferAfter: type.bufferAfter,
      occupies: true,
      capacity: type.capacity,
      place: type.place,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning({ id: appointments.id });
  return taken ? { appointmentId, endsAt: times.endsAt.getTime() } : null;
}

/** Leave a time that was taken in this transaction as if it had not been. */
export async function leaveUntaken(ctx: Ctx, appointmentId: string): Promise<void> {
  await ctx.db
    .delete(appointments)
    .where(and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.id, appointmentId)));
}

/** How long a session is and how much time it wants around it, all in minutes. */
export type Shape = Pick<SessionType, "minutes" | "bufferBefore" | "bufferAfter">;

/** The stored times of a session: its span, the spans the two constraints read, and its wall-clock start. */
export function timesOf({ startsAt, type, zone }: { startsAt: number; type: Shape; zone: string }) {
  const endsAt = startsAt + type.minutes * minute;
  return {
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    blocked: { from: new Date(startsAt), until: new Date(endsAt + type.bufferAfter * minute) },
    ahead: { from: new Date(startsAt - type.bufferBefore * minute), until: new Date(endsAt) },
    localStart: `${dayOf(zone, startsAt)}T${timeOf(zone, startsAt)}`,
    zone,
  };
}

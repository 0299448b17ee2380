import { and, eq, gt, lt, ne } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Shape } from "./take.ts";

const minute = 60_000;
/** The longest buffer there is: session_types_times_make_sense. */
const longest = 480 * minute;

type Wanted = { therapistId: string; startsAt: number; shape: Shape; except?: string };

/**
 * Make room where only buffers stand in the way: what reaches into the session wanted, or is reached by its own buffers,
 * is trimmed to the sessions (decisions, 10). Gives the shape that then fits, and whose buffers were trimmed. Call it with
 * the therapist locked, once it is known that no session overlaps.
 */
export async function squeeze(
  ctx: Ctx,
  { therapistId, startsAt, shape, except }: Wanted,
): Promise<{ shape: Shape; trimmed: string[] }> {
  const endsAt = startsAt + shape.minutes * minute;
  const near = await ctx.db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.practiceId, ctx.practiceId),
        eq(appointments.therapistId, therapistId),
        eq(appointments.occupies, true),
        gt(appointments.endsAt, new Date(startsAt - longest)),
        lt(appointments.startsAt, new Date(endsAt + longest)),
        except ? ne(appointments.id, except) : undefined,
      ),
    );
  let { bufferBefore, bufferAfter } = shape;
  const trimmed: string[] = [];
  for (const other of near) {
    const [from, until] = [other.startsAt.getTime(), other.endsAt.getTime()];
    if (until <= startsAt) {
      if (until > startsAt - bufferBefore * minute) bufferBefore = 0;
      if (until + other.bufferAfter * minute <= startsAt) continue;
      await trim(ctx, other.id, { bufferAfter: 0, blocked: { from: other.startsAt, until: other.endsAt } });
    } else {
      if (from < endsAt + bufferAfter * minute) bufferAfter = 0;
      if (from - other.bufferBefore * minute >= endsAt) continue;
      await trim(ctx, other.id, { bufferBefore: 0, ahead: { from: other.startsAt, until: other.endsAt } });
    }
    trimmed.push(other.id);
  }
  return { shape: { ...shape, bufferBefore, bufferAfter }, trimmed };
}

/** Write down that a booking was squeezed in, when it was: into its own buffers, into others', or both. */
export async function recordSqueeze(
  ctx: Ctx,
  bookingId: string,
  wanted: Shape,
  { shape, trimmed }: Awaited<ReturnType<typeof squeeze>>,
): Promise<void> {
  const ownTrimmed = shape.bufferBefore < wanted.bufferBefore || shape.bufferAfter < wanted.bufferAfter;
  if (!ownTrimmed && trimmed.length === 0) return;
  await record(ctx, "booking.squeezed", { id: bookingId }, { neighbours: trimmed.join(" ") });
}

async function trim(
  ctx: Ctx,
  appointmentId: string,
  less: Partial<typeof appointments.$inferInsert>,
): Promise<void> {
  await ctx.db
    .update(appointments)
    .set(less)
    .where(and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.id, appointmentId)));
}

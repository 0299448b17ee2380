import { and, eq } from "drizzle-orm";
import { type WaitWindow, waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import { findToChange } from "#app/domain/bookings/queries.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { contactOf } from "#app/domain/clients/contact.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { soughtBy } from "./fitting.ts";
import { hasNow } from "./has-now.ts";
import { hasSuiting } from "./join-full.ts";
import { newLink, type Wait } from "./link.ts";
import { step } from "./step.ts";

export type EarlierRefusal = "not_here" | "not_booked" | "no_address" | "open_now";

type Wish = { bookingId: string; windows: WaitWindow[] };

/**
 * Ask to be told when a time earlier than the one somebody has comes free. Asking again changes which times would suit;
 * one's place stays. Refuses: not_here, not_booked when there is nothing ahead to move, no_address, open_now where an
 * earlier time that would suit can simply be taken.
 */
export function joinEarlier(
  ctx: Ctx,
  { bookingId, windows }: Wish,
): Promise<Result<{ wait: Wait }, EarlierRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const seen = await findToChange(ctx, bookingId);
    if (!seen) return refused("not_here");
    await lockTherapist(ctx, seen.booking.therapistId);
    const found = await findToChange(ctx, bookingId);
    if (!found) return refused("not_here");
    const { booking, type } = found;
    const asked = { ...booking, kind: "earlier" as const, sessionTypeId: type.id, bookingId };
    const sought = await soughtBy(ctx, asked);
    if (!sought) return refused("not_booked");
    const email = booking.guestEmail ?? (await contactOf(ctx, booking.clientId))?.email ?? null;
    if (!email) return refused("no_address");
    if (await hasSuiting(ctx, sought, { windows, guestZone: booking.guestZone })) return refused("open_now");
    const known = await waitingFor(ctx, bookingId);
    return done({ wait: known ? await rewish(ctx, known, windows) : await come(ctx, found, email, windows) });
  });
}

/** The place in line a booking has, or null. */
export async function waitingFor(ctx: Ctx, bookingId: string): Promise<Wait | null> {
  const [wait] = await ctx.db
    .select()
    .from(waits)
    .where(
      and(eq(waits.practiceId, ctx.practiceId), eq(waits.bookingId, bookingId), eq(waits.status, "waiting")),
    );
  return wait ?? null;
}

/** Say which times would suit from now on; one's place stays. Call it with the therapist locked and somebody who waits. */
export async function rewish(ctx: Ctx, wait: Wait, windows: WaitWindow[]): Promise<Wait> {
  const sequence = await step(ctx, wait.id, { windows });
  await record(ctx, "wait.windows_changed", { id: wait.id, sequence });
  return { ...wait, windows, sequence };
}

type Found = NonNullable<Awaited<ReturnType<typeof findToChange>>>;

async function come(ctx: Ctx, { booking, type }: Found, guestEmail: string, windows: WaitWindow[]) {
  const { therapistId, clientId, guestName, guestPhone, guestZone, region } = booking;
  const id = newId();
  const now = ctx.now();
  const [wait] = await ctx.db
    .insert(waits)
    .values({
      ...{ id, practiceId: ctx.practiceId, therapistId, sessionTypeId: type.id, kind: "earlier" as const },
      ...{ clientId, bookingId: booking.id, windows },
      ...{ guestName, guestEmail: guestEmail.toLowerCase(), guestPhone, guestZone, region },
      joinedAt: now,
      confirmedAt: now,
      ...newLink(ctx, id),
    })
    .returning();
  if (!wait) throw new Error("A place in line that was just written is not there");
  await record(ctx, "wait.joined", { id, sequence: 0 }, await hasNow(ctx, wait));
  return wait;
}

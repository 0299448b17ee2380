import { and, eq } from "drizzle-orm";
import { type Answer, askedBefore } from "#app/db/schema/reception.ts";
import { record } from "#app/domain/audit/record.ts";
import { nearestOpenings } from "#app/domain/availability/find-openings.ts";
import { whoLooks } from "#app/domain/bookings/asking.ts";
import { type Booked, book, type Wish } from "#app/domain/bookings/book.ts";
import { isSameWish, letGoOfHeld, ownHolds } from "#app/domain/bookings/holds.ts";
import { linkToken, newestToken } from "#app/domain/bookings/link.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Refusal } from "#app/domain/bookings/rules.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import type { Look } from "#app/domain/calendar/look.ts";
import type { CodeRefusal } from "#app/domain/codes/rules.ts";
import { type ClientCtx, type Ctx, inTransaction, isClient } from "#app/domain/ctx.ts";
import { beginPayment } from "#app/domain/payments/begin.ts";
import { hashOf } from "#app/values/token.ts";

/** A wish at the door. `key` makes it one wish however often it is sent; `call` says which door it came through. */
export type Asking = {
  call: "page" | "api";
  key?: string | undefined;
  wish: Wish;
  /** What the therapist's own calendar said just before; left out, nobody asked it. */
  look?: Look;
};

export type AskRefusal = Refusal | CodeRefusal | "not_offered" | "key_reused";

export type Reply =
  | { ok: true; value: Booked }
  | { ok: false; refusal: AskRefusal /** Open starts near the one asked for, ms. */; nearest: number[] };

const withNearest = new Set<AskRefusal>([
  "slot_taken",
  "too_soon",
  "too_far",
  "over_limit",
  "day_full",
  "week_full",
  "own_week_full",
]);

/**
 * The only door to a booking. One transaction answers: the key, the wish and all that is written for it. The same key
 * with the same words is answered the same; with other words it is refused (key_reused).
 */
export async function ask(ctx: Ctx, asking: Asking): Promise<Reply> {
  const said = await inTransaction(ctx, async (ctx) => {
    const before = await recall(ctx, asking);
    if (before) return before;
    const answer = await decide(ctx, asking);
    await remember(ctx, asking, answer);
    return answer;
  });
  if (said.ok || !withNearest.has(said.refusal)) return said.ok ? said : { ...said, nearest: [] };
  return { ...said, nearest: said.nearest ?? (await nearest(ctx, asking.wish)) };
}

type Said = { ok: true; value: Booked } | { ok: false; refusal: AskRefusal; nearest?: number[] };

async function decide(ctx: Ctx, { wish, look }: Asking): Promise<Said> {
  const before = isClient(ctx) ? await heldBefore(ctx, wish) : null;
  if (before) return { ok: true, value: before };
  if (look === "busy") return { ok: false, refusal: "slot_taken" };
  const booked = await book(ctx, wish);
  if (booked.ok && look === "unseen") await record(ctx, "booking.taken_unseen", booked.value);
  if (booked.ok && booked.value.status === "held") await beginPayment(ctx, { bookingId: booked.value.id });
  return booked;
}

/**
 * What a signed-in person has this therapist keep for them already: the same wish again is the same booking. One for
 * another time, or with another code, is let go; its page was closed before, where the payment service answered (decisions, 16).
 */
async function heldBefore(ctx: ClientCtx, wish: Wish): Promise<Booked | null> {
  await lockTherapist(ctx, wish.therapistId);
  for (const held of await ownHolds(ctx, wish.therapistId)) {
    const { booking, appointment } = held;
    const isKept = booking.holdsUntil !== null && booking.holdsUntil > ctx.now();
    if (isKept && (await isSameWish(ctx, held, wish))) {
      const { id, sequence } = booking;
      const startsAt = appointment.startsAt.getTime();
      const endsAt = appointment.endsAt.getTime();
      return { id, sequence, status: "held", startsAt, endsAt, token: await newestToken(ctx, id) };
    }
    await letGoOfHeld(ctx, booking, "client");
  }
  return null;
}

async function nearest(ctx: Ctx, wish: Wish): Promise<number[]> {
  const forWhom = await whoLooks(ctx, wish);
  return nearestOpenings(ctx, { ...wish, ...forWhom, visitorZone: wish.zone }, wish.startsAt);
}

async function recall(ctx: Ctx, { call, key, wish }: Asking): Promise<Said | null> {
  if (!key) return null;
  const keyHash = hashOf(key);
  const bodyHash = hashOf(JSON.stringify(wish));
  const row = { call, keyHash, bodyHash, practiceId: ctx.practiceId, askedAt: ctx.now() };
  // Two at once: the second waits here until the first has committed, and then hears its answer.
  const [isFirst] = await ctx.db
    .insert(askedBefore)
    .values(row)
    .onConflictDoNothing()
    .returning({ call: askedBefore.call });
  if (isFirst) return null;
  const [before] = await ctx.db
    .select()
    .from(askedBefore)
    .where(and(eq(askedBefore.call, call), eq(askedBefore.keyHash, keyHash)));
  if (!before?.answer || !before.bodyHash.equals(bodyHash)) return { ok: false, refusal: "key_reused" };
  return repeat(ctx, before.answer, wish);
}

async function repeat(ctx: Ctx, answer: Answer, wish: Wish): Promise<Said> {
  if ("refusal" in answer) return { ok: false, refusal: answer.refusal as AskRefusal };
  const { bookingId: id, sequence, status } = answer;
  const found = await findBooking(ctx, id);
  if (!found) return { ok: false, refusal: "key_reused" };
  const minutes = found.appointment.endsAt.getTime() - found.appointment.startsAt.getTime();
  const times = { startsAt: wish.startsAt, endsAt: wish.startsAt + minutes };
  return {
    ok: true,
    value: { id, sequence, status, ...times, token: await linkToken(ctx, { id, sequence }) },
  };
}

async function remember(ctx: Ctx, { call, key }: Asking, said: Said): Promise<void> {
  if (!key) return;
  const answer: Answer = said.ok
    ? { bookingId: said.value.id, sequence: said.value.sequence, status: said.value.status }
    : { refusal: said.refusal };
  await ctx.db
    .update(askedBefore)
    .set({ answer })
    .where(and(eq(askedBefore.call, call), eq(askedBefore.keyHash, hashOf(key))));
}

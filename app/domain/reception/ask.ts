import { and, eq } from "drizzle-orm";
import { type Answer, askedBefore } from "#app/db/schema/reception.ts";
import { nearestOpenings } from "#app/domain/availability/find-openings.ts";
import { whoLooks } from "#app/domain/bookings/asking.ts";
import { type Booked, book, type Wish } from "#app/domain/bookings/book.ts";
import { linkToken } from "#app/domain/bookings/link.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Refusal } from "#app/domain/bookings/rules.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { hashOf } from "#app/values/token.ts";

/** A wish at the door. `key` makes it one wish however often it is sent; `call` says which door it came through. */
export type Asking = {
  call: "page" | "api";
  key?: string | undefined;
  wish: Wish & { code?: string | undefined };
};

export type AskRefusal = Refusal | "not_offered" | "bad_code" | "key_reused";

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

function decide(ctx: Ctx, { wish }: Asking): Promise<Said> | Said {
  const { code, ...plain } = wish;
  // No practice has made a code yet, so none that is typed can be one of theirs.
  return code ? { ok: false, refusal: "bad_code" } : book(ctx, plain);
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

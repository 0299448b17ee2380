import { whereabouts } from "#app/db/schema/joining.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking, ownBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { whoseHand } from "#app/domain/bookings/whose-hand.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { type Ctx, inTransaction, isClient } from "#app/domain/ctx.ts";
import { licensedRegions } from "#app/domain/therapists/queries.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { dayOf } from "#app/values/zoned.ts";
import { ownWord, type Said, sessionOf } from "./queries.ts";
import { doorAt, isCovered, mayGoIn } from "./rules.ts";

/** `country` is an ISO code; `region` one the door offered, or null for somewhere else. */
export type Where = { country: string; region: string | null };

export type DoorRefusal = "not_found" | "not_open" | "not_licensed_there";

/**
 * Say at the door of an online session where one is; kept with it. The same word again is the same answer. Refuses:
 * not_found for a session that is not theirs; not_open before the room opens, after the session and when it is off;
 * not_licensed_there outside the therapist's licences, which is kept and told to her at once.
 */
export function sayWhere(ctx: Ctx, bookingId: string, where: Where): Promise<Result<Said, DoorRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await comingTo(ctx, bookingId))) return refused("not_found");
    await lockBooking(ctx, bookingId);
    const whole = await comingTo(ctx, bookingId);
    if (!whole) return refused("not_found");
    if (doorAt(sessionOf(whole), ctx.now().getTime()) !== "open") return refused("not_open");
    const before = await ownWord(ctx, whole);
    const said = before && isSame(before, where) ? before : await keep(ctx, whole, where);
    return mayGoIn(said) ? done(said) : refused("not_licensed_there");
  });
}

/** The session somebody stands before: their own, or that of the private link they came by. */
async function comingTo(ctx: Ctx, bookingId: string): Promise<WholeBooking | null> {
  if (isClient(ctx)) return ownBooking(ctx, bookingId, maySee);
  const isHolder = ctx.actor.kind === "holder" && ctx.actor.bookingId === bookingId;
  return isHolder ? findBooking(ctx, bookingId) : null;
}

function isSame(said: Said, { country, region }: Where): boolean {
  return said.country === country && said.region === region;
}

async function keep(ctx: Ctx, whole: WholeBooking, where: Where): Promise<Said> {
  const {
    booking: { id, clientId },
    therapist,
  } = whole;
  const licensed = await licensedRegions(ctx, therapist.id, dayOf(therapist.zone, ctx.now()));
  const said: Said = {
    id: newId(),
    practiceId: ctx.practiceId,
    clientId,
    bookingId: id,
    userId: await whoseHand(ctx, whole),
    ...where,
    isLicensed: isCovered(where.region, licensed),
    saidAt: ctx.now(),
    letInAt: null,
    letInBy: null,
  };
  await ctx.db.insert(whereabouts).values(said);
  const name = mayGoIn(said) ? "joining.passed" : "joining.stopped";
  const sequence = await timesSoFar(ctx, id, [name]);
  await record(ctx, name, { id, sequence }, { whereabouts: said.id });
  return said;
}

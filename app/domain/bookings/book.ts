import { bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { availabilityOf, weeksHadEnough } from "#app/domain/availability/find-openings.ts";
import { capReached, isOpen } from "#app/domain/availability/openings.ts";
import { type OpenDiary, readDiary } from "#app/domain/availability/queries.ts";
import { beginCare, clientOfGuest } from "#app/domain/clients/add.ts";
import { acceptPolicies } from "#app/domain/clients/consent.ts";
import type { Lowered } from "#app/domain/codes/reserve.ts";
import type { CodeRefusal } from "#app/domain/codes/rules.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { spendCredit } from "#app/domain/ledger/credit.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type Asking, whoWouldCome } from "./asking.ts";
import { costOf } from "./cost.ts";
import { keptUntil, mustComeFirst } from "./how-paid.ts";
import { renewLink } from "./link.ts";
import { lower } from "./lower.ts";
import { hasOpenCall, missedTwoCalls } from "./queries.ts";
import { isInCare, type Refusal, refusalFor, requestEnds, undoMinutes } from "./rules.ts";
import { leaveUntaken, lockTherapist, releaseStaleHolds, type Slot, take } from "./take.ts";
import { type OfSeries, ofSeries } from "./together.ts";
import { keepWords } from "./words.ts";

/** What somebody asks for. `startsAt` is epoch milliseconds; `email` is lower case; all of it was checked at the door. */
export type Wish = {
  therapistId: string;
  typeSlug: string;
  /** For which of their clients somebody who is signed in asks; left out, for themselves. */
  clientId?: string | undefined;
  startsAt: number;
  name: string;
  email: string;
  phone?: string | undefined;
  zone: string;
  note?: string | undefined;
  adult: boolean;
  region?: string | undefined;
  /** A word that lowers the price, as it was typed. */
  code?: string | undefined;
  source?: string | undefined;
  sourceAddress?: string | undefined;
  /** The series it is a date of; what is told of it is told of the series. */
  ofSeries?: OfSeries | undefined;
};

export type Booked = {
  id: string;
  sequence: number;
  /** `requested`: the time is kept, and the therapist has to say yes; `held`: it is kept while it is paid for, or a card is left. */
  status: "confirmed" | "requested" | "held";
  startsAt: number;
  endsAt: number;
  token: string;
};

/**
 * Give a client a time, or keep it for them until their request is answered or it is paid. Whether it is free is Postgres's to say (appointments_no_overlap), so two people asking at once
 * cannot both hear yes. Refuses with the words of `Refusal` or `CodeRefusal`, or not_offered when there is no such type to book.
 */
export function book(ctx: Ctx, wish: Wish): Promise<Result<Booked, Refusal | CodeRefusal | "not_offered">> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wish.therapistId);
    const { startsAt } = wish;
    const open = await readDiary(ctx, { ...wish, from: startsAt, to: startsAt });
    if (!open || !isOneToOne(open.type)) return refused("not_offered");

    const { therapistId, clientId } = wish;
    const asking = await whoWouldCome(ctx, { therapistId, clientId, kind: open.type.kind });
    if (!asking) return refused("not_offered");
    const refusal = await whyNot(ctx, wish, open, asking);
    if (refusal) return refused(refusal);

    const taken = await takeOrClear(ctx, {
      therapistId,
      zone: open.therapist.zone,
      type: open.type,
      startsAt,
    });
    if (!taken) return refused("slot_taken");
    const ofClient = { clientId: asking.client?.clientId ?? null };
    const lowered = await lower(ctx, { ...open, ...ofClient, startsAt, code: wish.code });
    if (!lowered.ok) {
      await leaveUntaken(ctx, taken.appointmentId);
      return lowered;
    }
    const who = asking.client
      ? { clientId: asking.client.clientId, isNew: false }
      : await clientOfGuest(ctx, wish);
    return done({
      ...(await place(ctx, wish, open, taken.appointmentId, who, lowered.value)),
      startsAt,
      endsAt: taken.endsAt,
    });
  });
}

/** The diary overlooks holds that have run out, and the constraint does not: when one is in the way, it is let go first. */
async function takeOrClear(ctx: Ctx, slot: Slot) {
  const taken = await take(ctx, slot);
  if (taken) return taken;
  await releaseStaleHolds(ctx, slot.therapistId);
  return take(ctx, slot);
}

async function whyNot(
  ctx: Ctx,
  wish: Wish,
  open: OpenDiary,
  { client, relationship }: Asking,
): Promise<Refusal | null> {
  const span = { from: wish.startsAt, to: wish.startsAt };
  const fullWeeks = await weeksHadEnough(ctx, open, { clientId: client?.clientId, ...span });
  const availability = { ...availabilityOf(open, ctx.now().getTime()), fullWeeks };
  const known = {
    type: open.type,
    regions: open.regions,
    relationship,
    hasOpenCall: client !== null && (await hasHadTheirCalls(ctx, client.clientId, wish.therapistId)),
    cap: capReached(availability, wish.startsAt),
    isOpen: (open.takesNew || isInCare(relationship)) && isOpen(availability, wish.startsAt),
  };
  const adult = wish.adult && !client?.isUnderAge;
  return refusalFor({ ...wish, adult }, known, availability.now);
}

/** One open call at a time, and one more after a missed one. */
async function hasHadTheirCalls(ctx: Ctx, clientId: string, therapistId: string): Promise<boolean> {
  return (
    (await hasOpenCall(ctx, clientId, therapistId)) || (await missedTwoCalls(ctx, clientId, therapistId))
  );
}

type Who = { clientId: string; isNew: boolean };

async function place(
  ctx: Ctx,
  wish: Wish,
  { type, therapist, currency }: OpenDiary,
  appointmentId: string,
  { clientId, isNew }: Who,
  lowered: Lowered,
) {
  await beginCare(ctx, clientId, therapist.id);

  const id = newId();
  const at = ctx.now();
  const { startsAt } = wish;
  const cost = await costOf(ctx, { clientId, type, startsAt, zone: therapist.zone, currency }, lowered);
  const due = cost.price - lowered.discount - cost.creditUsed;
  // Nothing is charged ahead for the dates of a series (domain, "Life of a booking").
  const first = wish.ofSeries ? null : await mustComeFirst(ctx, { clientId, due, ...cost });
  const standing = type.needsApproval ? asked(wish, type, at) : standingAfter(first, at);
  await ctx.db.insert(bookings).values({
    id,
    practiceId: ctx.practiceId,
    appointmentId,
    therapistId: therapist.id,
    clientId,
    ...standing,
    guestName: wish.name,
    guestEmail: wish.email,
    guestPhone: wish.phone ?? null,
    guestZone: wish.zone,
    region: wish.region ?? null,
    isSecondOpenCall: !isNew && type.kind === "discovery" && (await hasOpenCall(ctx, clientId, therapist.id)),
    source: wish.source ?? null,
    sourceAddress: wish.sourceAddress ?? null,
    ...cost,
    ...lowered,
    currency,
    termsWindow: type.termsWindow,
    lateFeePercent: type.lateFeePercent,
    refundPercent: type.refundPercent,
    ...ofSeries(wish),
    bookedAt: at,
    changedAt: at,
  });
  if (cost.creditUsed > 0)
    await spendCredit(ctx, { clientId, therapistId: therapist.id, bookingId: id, amount: cost.creditUsed });
  const token = await renewLink(ctx, { id, sequence: 0 });
  if (wish.note) await keepWords(ctx, { id, clientId }, "note", wish.note);
  await acceptPolicies(ctx, { clientId, givenBy: wish.name, language: "en" });
  const about = { id, sequence: 0 };
  if (standing.status === "requested") await record(ctx, "booking.requested", about);
  else if (standing.status === "held") await record(ctx, "booking.held", about);
  else {
    // A guest's letter carries their link and leaves at once; a client who is signed in may still take it back.
    const later = ctx.actor.kind === "client" ? { mail_client_confirmed: undoMinutes * 60 } : {};
    const together = wish.ofSeries ? { together: wish.ofSeries.id } : {};
    await record(ctx, "booking.confirmed", about, together, later);
  }
  return { ...about, status: standing.status, token };
}

/** A time that stands, or is kept until what has to come first has come. */
function standingAfter(first: "payment" | "card" | null, at: Date) {
  if (first === null) return { status: "confirmed" } as const;
  return { status: "held", heldFor: first, holdsUntil: keptUntil(at) } as const;
}

/** A request, and until when it keeps its time. */
function asked({ startsAt }: Wish, { notice }: OpenDiary["type"], at: Date) {
  const holdsUntil = new Date(requestEnds({ startsAt, notice }, at.getTime()));
  return { status: "requested", heldFor: "approval", holdsUntil } as const;
}

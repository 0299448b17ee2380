import { and, desc, eq, isNotNull } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { availabilityOf } from "#app/domain/availability/find-openings.ts";
import { against } from "#app/domain/availability/knowingly.ts";
import { type OpenDiary, readDiary } from "#app/domain/availability/queries.ts";
import { beginCare } from "#app/domain/clients/add.ts";
import { clientInReach } from "#app/domain/clients/choices.ts";
import { contactOf } from "#app/domain/clients/contact.ts";
import { relationshipOf } from "#app/domain/clients/relationship.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { spendCredit } from "#app/domain/ledger/credit.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { costOf } from "./cost.ts";
import { renewLink } from "./link.ts";
import { hasOpenCall } from "./queries.ts";
import { isUnlocked } from "./rules.ts";
import { recordSqueeze, squeeze } from "./squeeze.ts";
import { lockTherapist, releaseStaleHolds, take } from "./take.ts";
import { type OfSeries, ofSeries } from "./together.ts";

/** What the practice books for one of its clients. `startsAt` is epoch milliseconds. */
type WishFor = {
  therapistId: string;
  clientId: string;
  typeSlug: string;
  startsAt: number;
  /** Whether going against the therapist's own rules is meant. */
  knowingly: boolean;
  /** The series it is a date of; what is told of it is told of the series. */
  ofSeries?: OfSeries | undefined;
};

export type BookForRefusal =
  | "not_here"
  | "not_offered"
  | "needs_discovery"
  | "not_licensed_there"
  | "already_over"
  | "slot_taken"
  | "against_your_rules";

/**
 * Give a client a time from the practice's side: any start, over the therapist's own rules where that is meant, never over
 * another appointment and never past the gate. The client is written to where an address is known. Refuses: not_here,
 * not_offered, needs_discovery, not_licensed_there, already_over, slot_taken, against_your_rules.
 */
export async function bookFor(
  ctx: MemberCtx,
  wish: WishFor,
): Promise<Result<{ id: string; isMailed: boolean }, BookForRefusal>> {
  const { therapistId, clientId, typeSlug, startsAt } = wish;
  const { practiceId, actor } = ctx;
  if (!may(actor, "diary.change", { practiceId, therapistIds: [therapistId] })) return refused("not_here");
  const client = await clientInReach(ctx, "diary.change", clientId);
  if (!client) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    await releaseStaleHolds(ctx, therapistId);
    const span = { from: startsAt, to: startsAt };
    const open = await readDiary(ctx, { therapistId, typeSlug, ...span, behindTheDoor: true });
    if (!open || !isOneToOne(open.type)) return refused("not_offered");
    const known = await whatWeKnow(ctx, wish, client.name);
    const refusal = whyNot(wish, open, known, ctx.now().getTime());
    if (refusal) return refused(refusal);

    const squeezed = await squeeze(ctx, { therapistId, startsAt, shape: open.type });
    const type = { ...open.type, ...squeezed.shape };
    const taken = await take(ctx, { therapistId, zone: open.therapist.zone, type, startsAt });
    if (!taken) throw new Error("A time that was free under the therapist's lock could not be taken");
    const id = await place(ctx, wish, open, known, taken.appointmentId);
    await recordSqueeze(ctx, id, open.type, squeezed);
    return done({ id, isMailed: known.contact.email !== null });
  });
}

type Known = Awaited<ReturnType<typeof whatWeKnow>>;

/** The client's standing with the therapist, how to reach them, and where they said they are when they last booked. */
async function whatWeKnow(ctx: Ctx, { clientId, therapistId }: WishFor, name: string) {
  const isTheirs = and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.clientId, clientId));
  const [last] = await ctx.db
    .select({ zone: bookings.guestZone })
    .from(bookings)
    .where(isTheirs)
    .orderBy(desc(bookings.bookedAt))
    .limit(1);
  const [placed] = await ctx.db
    .select({ region: bookings.region })
    .from(bookings)
    .where(and(isTheirs, isNotNull(bookings.region)))
    .orderBy(desc(bookings.bookedAt))
    .limit(1);
  const contact = (await contactOf(ctx, clientId)) ?? { name, email: null, phone: null, zone: null };
  return {
    relationship: await relationshipOf(ctx, { clientId, therapistId }),
    contact,
    zone: contact.zone ?? last?.zone ?? null,
    region: placed?.region ?? null,
  };
}

function whyNot(
  { startsAt, knowingly }: WishFor,
  open: OpenDiary,
  { relationship, region }: Known,
  now: number,
): BookForRefusal | null {
  const { type, regions } = open;
  if (!isUnlocked(type, relationship)) return "needs_discovery";
  if (type.place === "online" && regions.length > 0 && region && !regions.includes(region))
    return "not_licensed_there";
  if (startsAt <= now) return "already_over";
  const { isTaken, breaches } = against(availabilityOf(open, now), startsAt);
  if (isTaken) return "slot_taken";
  return breaches.length > 0 && !knowingly ? "against_your_rules" : null;
}

async function place(
  ctx: MemberCtx,
  wish: WishFor,
  { type, therapist, currency }: OpenDiary,
  { contact, zone, region }: Known,
  appointmentId: string,
): Promise<string> {
  const { clientId, therapistId } = wish;
  await beginCare(ctx, clientId, therapistId);
  const id = newId();
  const at = ctx.now();
  const isSecondOpenCall = type.kind === "discovery" && (await hasOpenCall(ctx, clientId, therapistId));
  const { termsWindow, lateFeePercent, refundPercent } = type;
  const asked = { clientId, type, startsAt: wish.startsAt, zone: therapist.zone, currency };
  const cost = await costOf(ctx, asked, { discount: 0 });
  await ctx.db.insert(bookings).values({
    id,
    practiceId: ctx.practiceId,
    appointmentId,
    therapistId,
    clientId,
    status: "confirmed",
    guestName: contact.name,
    guestEmail: contact.email,
    guestPhone: contact.phone,
    guestZone: zone ?? therapist.zone,
    region,
    isSecondOpenCall,
    ...{ ...cost, currency, termsWindow, lateFeePercent, refundPercent },
    ...ofSeries(wish),
    bookedAt: at,
    changedAt: at,
  });
  if (cost.creditUsed > 0)
    await spendCredit(ctx, { clientId, therapistId, bookingId: id, amount: cost.creditUsed });
  await renewLink(ctx, { id, sequence: 0 });
  const together = wish.ofSeries ? { together: wish.ofSeries.id } : {};
  await record(ctx, "booking.confirmed", { id, sequence: 0 }, together);
  return id;
}

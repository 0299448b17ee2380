import { and, asc, desc, eq, gt, inArray, notExists, or, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { deliveries } from "#app/db/schema/notifications.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { licences } from "#app/db/schema/therapists.ts";
import { type LooseKind, looseAt, lostLetterDays } from "#app/domain/bookings/loose.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { waitingWith } from "#app/domain/messaging/lists.ts";
import { turnedAway } from "#app/domain/notifications/log.ts";
import { longOpen } from "#app/domain/payments/debts.ts";
import { unansweredOf } from "#app/domain/payments/dispute-queries.ts";
import { failedRefundsOf } from "#app/domain/payments/failed-refunds.ts";
import { type Deed, may, reachOf } from "#app/domain/practices/rules.ts";
import { untakenSince } from "#app/domain/sick-days/queries.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { addDays, DAY, dayOf } from "#app/values/zoned.ts";

/** How long before its end a licence is a loose end. */
const licenceDays = 30;

/** Who can finish each kind; nobody is shown what they cannot. */
const finishedBy: Record<LooseKind, Deed> = {
  request: "diary.change",
  unmarked: "diary.change",
  undecided: "care.decide",
  fee: "fee.decide",
  clash: "diary.change",
  letter: "diary.see",
  room: "profile.change",
};

const kinds = Object.keys(finishedBy) as LooseKind[];

export type LooseBooking = { bookingId: string; clientId: string; clientName: string; startsAt: Date };

export type LooseEnds = Record<LooseKind, LooseBooking[]> & {
  /** `expiresOn` is a date. */
  licences: { region: string; expiresOn: string }[];
  /** Lost letters that are about no booking; only whoever sees the whole practice is told. */
  otherLetters: { letter: string; recipient: string }[];
  /** Addresses that turned letters away and get none, until somebody corrects them or writes again. */
  turnedAway: { address: string; why: "bounced" | "complained" }[];
  /** Sessions that have been owed for two weeks. */
  unpaid: { clientName: string; startsAt: Date }[];
  /** What banks ask back of their sessions, and nobody has answered; minor units. */
  askedBack: { id: string; clientName: string; amount: number; currency: string; dueBy: Date | null }[];
  /** Refunds that came back from the bank, until somebody sees to them; minor units. */
  cameBack: { id: string; clientName: string; amount: number; currency: string }[];
  /** Messages that wait for an answer, by thread. */
  messages: { threadId: string; clientName: string; count: number; since: Date }[];
  /** Sessions a sick day took days ago, whose people have no other time yet. */
  untaken: { sickDayId: string; clientName: string; startsAt: Date }[];
};

/** What a member has yet to finish in a therapist's diary, the oldest first. Nothing for one out of reach. */
export async function looseEnds(
  ctx: MemberCtx,
  therapist: Pick<Therapist, "id" | "zone">,
): Promise<LooseEnds> {
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapist.id] };
  const can = (deed: Deed) => may(ctx.actor, deed, subject);
  const found = can("diary.see")
    ? await prepared(ctx.db, "loose_ends", looseStatement).execute({
        practice: ctx.practiceId,
        therapist: therapist.id,
        now: ctx.now(),
      })
    : [];
  const of = (kind: LooseKind) => (can(finishedBy[kind]) ? found.filter((row) => row[kind]) : []);
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<LooseKind, typeof found>;
  return {
    ...byKind,
    licences: can("profile.change") ? await endingLicences(ctx, therapist) : [],
    untaken: can("diary.change") ? await untakenSince(ctx, therapist.id) : [],
    messages: can("messages.write") ? await unanswered(ctx, therapist.id) : [],
    unpaid: can("money.see") ? await longOpen(ctx, therapist.id) : [],
    askedBack: can("money.take") ? await askedBackOf(ctx, therapist.id) : [],
    cameBack: can("money.take") ? await failedRefundsOf(ctx, therapist.id) : [],
    turnedAway: can("letters.see") ? await turnedAway(ctx) : [],
    otherLetters: reachOf(ctx.actor, "diary.see") === "practice" ? await otherLostLetters(ctx) : [],
  };
}

async function unanswered(ctx: MemberCtx, therapistId: string) {
  const waiting = await waitingWith(ctx, therapistId);
  return waiting.flatMap(({ since, ...one }) => (since ? [{ ...one, since }] : []));
}

async function askedBackOf(ctx: MemberCtx, therapistId: string) {
  const open = await unansweredOf(ctx, therapistId);
  return open.map(({ dispute: { id, amount, dueBy }, clientName, currency }) => ({
    ...{ id, clientName, amount, currency, dueBy },
  }));
}

function looseStatement(db: Db, name: string) {
  const is = looseAt(sql`${sql.placeholder("now")}`);
  return db
    .select({
      ...is,
      bookingId: bookings.id,
      clientId: bookings.clientId,
      clientName: clients.name,
      startsAt: appointments.startsAt,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .where(
      and(
        eq(bookings.practiceId, sql.placeholder("practice")),
        eq(bookings.therapistId, sql.placeholder("therapist")),
        or(...Object.values(is)),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(bookings.id))
    .prepare(name);
}

async function endingLicences(ctx: MemberCtx, therapist: Pick<Therapist, "id" | "zone">) {
  const last = addDays(dayOf(therapist.zone, ctx.now()), licenceDays);
  return ctx.db
    .select({ region: licences.region, expiresOn: sql<string>`${licences.expiresOn}::text` })
    .from(licences)
    .where(
      and(
        eq(licences.practiceId, ctx.practiceId),
        eq(licences.therapistId, therapist.id),
        sql`${licences.expiresOn} <= ${last}::date`,
      ),
    )
    .orderBy(asc(licences.expiresOn));
}

function otherLostLetters(ctx: MemberCtx) {
  const isAboutABooking = ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.practiceId, deliveries.practiceId), eq(bookings.id, deliveries.subjectId)));
  return ctx.db
    .select({ letter: deliveries.letter, recipient: deliveries.recipient })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.practiceId, ctx.practiceId),
        inArray(deliveries.status, ["failed", "unknown"]),
        gt(deliveries.settledAt, new Date(ctx.now().getTime() - lostLetterDays * DAY)),
        notExists(isAboutABooking),
      ),
    )
    .orderBy(desc(deliveries.settledAt))
    .limit(20);
}

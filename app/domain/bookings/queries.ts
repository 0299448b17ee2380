import { and, eq, gt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { prepared } from "#app/db/prepared.ts";
import { appointments, bookings, bookingWords, manageLinks } from "#app/db/schema/bookings.ts";
import { practices } from "#app/db/schema/practices.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct, type maySee } from "#app/domain/clients/rules.ts";
import {
  type ClientCtx,
  type Ctx,
  type House,
  isClient,
  isMember,
  type MemberCtx,
  whetherThere,
} from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { hashOf, isToken } from "#app/values/token.ts";
import { meeting } from "./meeting.ts";
import { isLinkAlive } from "./rules.ts";

const whole = {
  booking: bookings,
  appointment: {
    id: appointments.id,
    startsAt: appointments.startsAt,
    endsAt: appointments.endsAt,
    place: appointments.place,
    bufferBefore: appointments.bufferBefore,
    bufferAfter: appointments.bufferAfter,
    ...meeting,
  },
  type: sessionTypes,
  therapist: therapists,
  practice: practices,
};

/** A booking with everything a page or a letter says about it. */
export type WholeBooking = Awaited<ReturnType<typeof findBooking>> & object;

/** One booking of this practice, whole; null when it is not here. */
export async function findBooking(ctx: Ctx, bookingId: string) {
  const [found] = await wholeBookings(ctx.db).where(
    and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, bookingId)),
  );
  return found ?? null;
}

/** The same for whoever asks to change it; null too when it is not theirs: another's link, another's client. */
export async function findToChange(ctx: Ctx, bookingId: string): Promise<WholeBooking | null> {
  if (isClient(ctx)) return ownBooking(ctx, bookingId, mayAct);
  if (isMember(ctx)) return findInReach(ctx, "diary.change", bookingId);
  if (ctx.actor.kind === "holder" && ctx.actor.bookingId !== bookingId) return null;
  return findBooking(ctx, bookingId);
}

/** One booking of a signed-in person's own, whole: of a client with whom `may` says they may in their role. */
export async function ownBooking(
  ctx: ClientCtx,
  bookingId: string,
  may: typeof maySee,
): Promise<WholeBooking | null> {
  if (!isId(bookingId)) return null;
  const [found] = await wholeBookings(ctx.db).where(and(own(ctx, may, bookings), eq(bookings.id, bookingId)));
  return found ?? null;
}

/** One booking in a member's reach for a deed, whole; what is not theirs is not there. */
export async function findInReach(
  ctx: MemberCtx,
  deed: Deed,
  bookingId: string,
): Promise<WholeBooking | null> {
  if (!isId(bookingId)) return null;
  const [found] = await wholeBookings(ctx.db).where(
    and(within(ctx, deed, bookings), eq(bookings.id, bookingId)),
  );
  return found ?? null;
}

/** Bookings with everything around them, for a query that says which. */
export function wholeBookings(db: Ctx["db"]) {
  return db
    .select(whole)
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .innerJoin(practices, eq(practices.id, bookings.practiceId));
}

export type Held = { ctx: Ctx; booking: WholeBooking; token: string };

/**
 * The booking a private link opens, and the ctx of its holder. Null for a link that never was; `dead` for one that was:
 * its time was moved, or it is long over.
 */
export async function openLink(house: House, token: string): Promise<Held | "dead" | null> {
  if (!isToken(token)) return null;
  const [link] = await prepared(house.db, "manage_link", linkStatement).execute({ hash: hashOf(token) });
  if (!link) return null;
  const ctx: Ctx = {
    ...house,
    practiceId: link.practiceId,
    actor: { kind: "holder", bookingId: link.bookingId },
  };
  const booking = await findBooking(ctx, link.bookingId);
  if (!booking || !isLinkAlive(link, booking.appointment.endsAt.getTime(), house.now().getTime()))
    return "dead";
  return { ctx, booking, token };
}

function linkStatement(db: Db, name: string) {
  return db
    .select()
    .from(manageLinks)
    .where(eq(manageLinks.hash, sql.placeholder("hash")))
    .prepare(name);
}

/** Whether a client already has a discovery call ahead of them with this therapist, or has asked for one. */
export async function hasOpenCall(ctx: Ctx, clientId: string, therapistId: string): Promise<boolean> {
  const stands = or(
    eq(bookings.status, "confirmed"),
    and(eq(bookings.status, "requested"), gt(bookings.holdsUntil, ctx.now())),
  );
  const isAhead = and(stands, gt(appointments.endsAt, ctx.now()));
  return (await callsWith(ctx, clientId, therapistId, isAhead).limit(1)).length === 1;
}

/** Whether a client missed two discovery calls with this therapist: after a missed one there is one more, then they ask in person. */
export async function missedTwoCalls(ctx: Ctx, clientId: string, therapistId: string): Promise<boolean> {
  const isMissed = eq(bookings.status, "no_show");
  return (await callsWith(ctx, clientId, therapistId, isMissed).limit(2)).length === 2;
}

function callsWith(ctx: Ctx, clientId: string, therapistId: string, which: SQL | undefined) {
  return ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        eq(bookings.therapistId, therapistId),
        eq(sessionTypes.kind, "discovery"),
        which,
      ),
    );
}

/** Whether a booking came with a note. That there is one is not private; what it says is. */
export async function hasNote(
  ctx: Ctx,
  { id, clientId }: { id: string; clientId: string },
): Promise<boolean> {
  return whetherThere(ctx, clientId, async (ctx) => {
    const [note] = await ctx.db
      .select({ id: bookingWords.id })
      .from(bookingWords)
      .where(
        and(
          eq(bookingWords.practiceId, ctx.practiceId),
          eq(bookingWords.bookingId, id),
          eq(bookingWords.kind, "note"),
        ),
      );
    return note !== undefined;
  });
}

import { and, type Column, eq, inArray, type SQL } from "drizzle-orm";
import { appointments, type BookingStatus, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import type { ContentKind } from "#app/db/schema/content.ts";
import { formsAsked } from "#app/db/schema/forms.ts";
import { threads } from "#app/db/schema/messaging.ts";
import { type DisputeStatus, disputes } from "#app/db/schema/payments.ts";
import { series } from "#app/db/schema/series.ts";
import { type Place, sessionTypes } from "#app/db/schema/session-types.ts";
import { sickDays } from "#app/db/schema/sick-days.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { waits } from "#app/db/schema/waiting.ts";
import { glassAmong } from "#app/domain/clients/glass.ts";
import { own } from "#app/domain/clients/own.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { ownShares } from "#app/domain/content/own-shares.ts";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { formsWithin, ownForms } from "#app/domain/forms/asked.ts";
import { foundThreads, openTo } from "#app/domain/messaging/find.ts";
import { disputesWithin } from "#app/domain/payments/dispute-queries.ts";
import { failedRefundsAmong } from "#app/domain/payments/failed-refunds.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { within, withinClients } from "#app/domain/practices/reach.ts";
import type { About } from "./kinds.ts";

/** Somebody who has notices: a member of the practice, or a client. */
export type ReaderCtx = ClientCtx | MemberCtx;

type WithClient = { clientId: string; clientName: string };
type OfMoney = { id: string; clientName: string; amount: number; currency: string };
type WithTherapist = { therapistName: string };

/** What a line says about the thing its notice is about; instants are dates. */
export type Facts = {
  booking: WithClient &
    WithTherapist & {
      id: string;
      startsAt: Date;
      place: Place;
      /** The clock it was booked by, and its therapist's. */
      guestZone: string;
      therapistZone: string;
      status: BookingStatus;
      typeName: string;
    };
  client: WithClient;
  series: WithClient & WithTherapist & { id: string; everyWeeks: number; typeName: string };
  wait: WithTherapist & { id: string; guestName: string; clientId: string | null; typeName: string };
  /** Never its name: what somebody is asked is theirs and their therapist’s. */
  form: WithClient & WithTherapist & { id: string; minutes: number };
  sick_day: WithTherapist & { id: string; startsAt: Date };
  dispute: OfMoney & { status: DisputeStatus; dueBy: Date | null; zone: string };
  refund: OfMoney;
  /** Something given to a client: what it is, never what it says. */
  share: { itemId: string; kind: ContentKind; therapistName: string };
  thread: WithClient & WithTherapist & { id: string; isApart: boolean };
  /** Who broke the glass before a client's record. */
  glass: WithClient & { who: string };
};

type Finders = { [A in About]: (ctx: ReaderCtx, ids: string[]) => Promise<(Facts[A] & { key: string })[]> };

/**
 * The facts about things, by what they are: only of those the reader may see now. What went out of their reach since
 * they were told is not there, and neither is what is gone.
 */
export const findFacts: Finders = {
  booking: (ctx, ids) =>
    ctx.db
      .select({
        key: bookings.id,
        id: bookings.id,
        clientId: clients.id,
        clientName: clients.name,
        therapistName: therapists.firstName,
        startsAt: appointments.startsAt,
        place: appointments.place,
        guestZone: bookings.guestZone,
        therapistZone: therapists.zone,
        status: bookings.status,
        typeName: sessionTypes.name,
      })
      .from(bookings)
      .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
      .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
      .innerJoin(clients, eq(clients.id, bookings.clientId))
      .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
      .where(and(seenBy(ctx, bookings), inArray(bookings.id, ids))),
  client: (ctx, ids) =>
    ctx.db
      .select({ key: clients.id, clientId: clients.id, clientName: clients.name })
      .from(clients)
      .where(
        and(
          clientSeenBy(ctx, { practiceId: clients.practiceId, clientId: clients.id }),
          inArray(clients.id, ids),
        ),
      ),
  series: (ctx, ids) =>
    ctx.db
      .select({
        key: series.id,
        id: series.id,
        clientId: clients.id,
        clientName: clients.name,
        therapistName: therapists.firstName,
        everyWeeks: series.everyWeeks,
        typeName: sessionTypes.name,
      })
      .from(series)
      .innerJoin(sessionTypes, eq(sessionTypes.id, series.sessionTypeId))
      .innerJoin(clients, eq(clients.id, series.clientId))
      .innerJoin(therapists, eq(therapists.id, series.therapistId))
      .where(and(seenBy(ctx, series), inArray(series.id, ids))),
  wait: (ctx, ids) =>
    ctx.db
      .select({
        key: waits.id,
        id: waits.id,
        guestName: waits.guestName,
        clientId: waits.clientId,
        therapistName: therapists.firstName,
        typeName: sessionTypes.name,
      })
      .from(waits)
      .innerJoin(sessionTypes, eq(sessionTypes.id, waits.sessionTypeId))
      .innerJoin(therapists, eq(therapists.id, waits.therapistId))
      .where(and(seenBy(ctx, waits), inArray(waits.id, ids))),
  form: async (ctx, ids) => {
    const found = isReaderMember(ctx)
      ? await formsWithin(ctx, "forms.read", inArray(formsAsked.id, ids))
      : (await ownForms(ctx)).filter(({ asked }) => ids.includes(asked.id));
    return found.map(({ asked: { id, clientId }, clientName, therapist, body }) => ({
      ...{ key: id, id, clientId, clientName, therapistName: therapist.firstName, minutes: body.minutes },
    }));
  },
  sick_day: (ctx, ids) =>
    isReaderMember(ctx)
      ? ctx.db
          .select({
            key: sickDays.id,
            id: sickDays.id,
            therapistName: therapists.firstName,
            startsAt: sickDays.startsAt,
          })
          .from(sickDays)
          .innerJoin(therapists, eq(therapists.id, sickDays.therapistId))
          .where(and(within(ctx, "diary.see", sickDays), inArray(sickDays.id, ids)))
      : Promise.resolve([]),
  dispute: async (ctx, ids) => {
    if (!isReaderMember(ctx)) return [];
    const { zone } = await ownPractice(ctx);
    return (await disputesWithin(ctx, "money.see", inArray(disputes.id, ids))).map(
      ({ dispute: { id, amount, status, dueBy }, clientName, currency }) => ({
        ...{ key: id, id, clientName, amount, currency, status, dueBy, zone },
      }),
    );
  },
  refund: async (ctx, ids) =>
    isReaderMember(ctx)
      ? (await failedRefundsAmong(ctx, "money.see", ids)).map(({ id, clientName, amount, currency }) => ({
          ...{ key: id, id, clientName, amount, currency },
        }))
      : [],
  share: async (ctx, ids) => (isReaderMember(ctx) ? [] : ownShares(ctx, ids)),
  thread: async (ctx, ids) => {
    const found = await foundThreads(ctx.db).where(
      and(openTo(ctx, "messages.read"), inArray(threads.id, ids)),
    );
    return found.map(({ thread: { id, clientId }, client, therapist, person }) => ({
      ...{ key: id, id, clientId, clientName: client.name, therapistName: therapist.firstName },
      isApart: person !== null,
    }));
  },
  glass: async (ctx, ids) =>
    isReaderMember(ctx)
      ? (await glassAmong(ctx, ids)).map(({ id, clientId, clientName, who }) => ({
          ...{ key: id, clientId, clientName, who },
        }))
      : [],
};

function seenBy(
  ctx: ReaderCtx,
  rows: { practiceId: Column; therapistId: Column; clientId: Column },
): SQL | undefined {
  return isReaderMember(ctx) ? within(ctx, "diary.see", rows) : own(ctx, maySee, rows);
}

function clientSeenBy(ctx: ReaderCtx, rows: { practiceId: Column; clientId: Column }): SQL | undefined {
  return isReaderMember(ctx) ? withinClients(ctx, "client.see", rows) : own(ctx, maySee, rows);
}

export function isReaderMember(ctx: ReaderCtx): ctx is MemberCtx {
  return ctx.actor.kind === "member";
}

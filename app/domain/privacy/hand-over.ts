import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { consents } from "#app/db/schema/clients/consents.ts";
import { clients, participants } from "#app/db/schema/clients.ts";
import { sessions, users } from "#app/db/schema/identity.ts";
import { policyVersions } from "#app/db/schema/practices.ts";
import { eventsAbout } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { ownLines } from "#app/domain/bookings/lines.ts";
import { allOwnBookings } from "#app/domain/bookings/own.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { own } from "#app/domain/clients/own.ts";
import { clientsOfUser, type OwnClient, relationshipsOfUser } from "#app/domain/clients/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { type ClientCtx, inTransaction } from "#app/domain/ctx.ts";
import { whereaboutsOf } from "#app/domain/joining/queries.ts";
import { ownWords } from "#app/domain/messaging/hand-over.ts";
import { type Notice, type NoticePage, noticesOf } from "#app/domain/notifications/notices.ts";
import { choicesOf } from "#app/domain/notifications/preferences.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { ownSeries } from "#app/domain/series/queries.ts";
import { publishedHere } from "#app/domain/therapists/queries.ts";
import { ownPlaces } from "#app/domain/waiting/own.ts";
import { formsOfTheirOwn } from "./hand-over-forms.ts";
import { moneyOfTheirOwn } from "./hand-over-money.ts";
import { isOwnWriting } from "./rules.ts";

export type HandedOver = Awaited<ReturnType<typeof gather>>;

/**
 * Everything a signed-in person can see here, for them to take away: account, contact, care, bookings with what they
 * wrote themselves (unsealed, and noted as read), series, places in line, consents, messages, forms, money, notices and
 * devices. Recorded.
 */
export function handOver(ctx: ClientCtx, form: "json" | "html"): Promise<HandedOver> {
  return inTransaction(ctx, async (inside) => {
    await record(inside, "client.exported", { id: ctx.actor.userId }, { form });
    return gather(inside);
  });
}

async function gather(ctx: ClientCtx) {
  const { userId } = ctx.actor;
  const seen = (await clientsOfUser(ctx, userId)).filter(({ role }) => maySee(role));
  const { name, email, zone } = await ownPractice(ctx);
  return {
    writtenAt: ctx.now(),
    practice: { name, email, zone },
    account: await accountOf(ctx),
    contact: await contactsOf(ctx),
    care: await careOf(ctx),
    bookings: await bookingsOf(ctx, seen),
    series: await seriesOf(ctx),
    waiting: await waitingOf(ctx),
    consents: await consentsOf(ctx),
    messages: await ownWords(ctx),
    forms: await formsOfTheirOwn(ctx),
    money: await moneyOfTheirOwn(ctx),
    hears: await choicesOf(ctx, userId),
    notices: await toldOf(ctx),
    devices: await devicesOf(ctx),
  };
}

async function accountOf(ctx: ClientCtx) {
  const { email, name, zone, createdAt } = users;
  const [account] = await ctx.db
    .select({ email, name, zone, createdAt })
    .from(users)
    .where(eq(users.id, ctx.actor.userId));
  return account ?? null;
}

function contactsOf(ctx: ClientCtx) {
  const { practiceId, role, name, email, phone, isUnderAge, createdAt } = participants;
  const { mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords, reminders } = participants;
  return ctx.db
    .select({
      as: clients.kind,
      role,
      name,
      email,
      phone,
      isUnderAge,
      safeContact: { mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords },
      /** Minutes before a session; null: as each kind of session has it. */
      reminders,
      createdAt,
    })
    .from(participants)
    .innerJoin(clients, eq(clients.id, participants.clientId))
    .where(and(eq(practiceId, ctx.practiceId), eq(participants.userId, ctx.actor.userId)))
    .orderBy(asc(createdAt));
}

async function careOf(ctx: ClientCtx) {
  const nameOf = new Map((await publishedHere(ctx)).map(({ id, name }) => [id, name]));
  return (await relationshipsOfUser(ctx, ctx.actor.userId))
    .filter(({ role }) => maySee(role))
    .map(({ therapistId, kind, stage, discoveryCompletedAt, endedAt, createdAt }) => ({
      therapist: nameOf.get(therapistId) ?? "A therapist who has left",
      as: kind,
      stage,
      since: createdAt,
      begunAt: discoveryCompletedAt,
      endedAt,
    }));
}

async function bookingsOf(ctx: ClientCtx, seen: OwnClient[]) {
  const handed = [];
  for (const whole of await allOwnBookings(ctx)) handed.push(await bookingOf(ctx, whole, seen));
  return handed;
}

async function bookingOf(ctx: ClientCtx, whole: WholeBooking, seen: OwnClient[]) {
  const { booking, appointment, type, therapist } = whole;
  const isAlone = seen.some((client) => client.clientId === booking.clientId && client.isAlone);
  const writer = { userId: ctx.actor.userId, isAlone };
  const happened = await eventsAbout(ctx, booking.id);
  const cancelled = happened.find(({ name }) => name === "booking.cancelled");
  const joinedFrom = (await whereaboutsOf(ctx, booking.id)).find(({ userId }) => userId === ctx.actor.userId);
  const wroteNote = isOwnWriting(happened[0]?.actor, writer);
  const wroteReason = isOwnWriting(cancelled?.actor, writer);
  const { status, price, discount, currency, bookedAt, guestName, guestEmail, guestPhone, region, source } =
    booking;
  return {
    what: type.name,
    therapist: therapist.name,
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    place: appointment.place,
    status,
    /** Until when a request waits for its answer, or a time is held. */
    holdsUntil: status === "requested" || status === "held" ? booking.holdsUntil : null,
    /** Which date of a series it is. */
    seriesDate: booking.seriesDate,
    cancelledBy: booking.cancelledBy,
    isLate: booking.isLate,
    feeDecision: booking.feeDecision,
    price: { amount: price, currency },
    takenOffByCode: { amount: discount, currency },
    bookedAt,
    said: isAlone ? { name: guestName, email: guestEmail, phone: guestPhone, region, source } : null,
    note: wroteNote ? await readWords(ctx, booking, "note") : null,
    reason: wroteReason ? await readWords(ctx, booking, "cancel_reason") : null,
    linesBefore: await ownLines(ctx, whole),
    joinedFrom: joinedFrom && {
      country: joinedFrom.country,
      region: joinedFrom.region,
      at: joinedFrom.saidAt,
    },
  };
}

async function seriesOf(ctx: ClientCtx) {
  return (await ownSeries(ctx)).map(({ series, typeName, therapistName }) => {
    const { startsOn, localTime, everyWeeks, zone, createdAt, endedAt } = series;
    const rhythm = { startsOn, localTime, everyWeeks, zone };
    return { what: typeName, therapist: therapistName, ...rhythm, madeAt: createdAt, endedAt };
  });
}

async function waitingOf(ctx: ClientCtx) {
  return (await ownPlaces(ctx)).map(({ wait, typeName, therapistName, offers }) => {
    const { kind, status, windows, guestName, guestEmail, guestPhone, guestZone, region } = wait;
    const { joinedAt, askedAt, confirmedAt, endedAt } = wait;
    return {
      what: typeName,
      therapist: therapistName,
      for: kind === "earlier" ? "an earlier time" : "a first call",
      status,
      suits: { windows, zone: guestZone },
      said: { name: guestName, email: guestEmail, phone: guestPhone, region },
      ...{ joinedAt, askedAt, confirmedAt, endedAt },
      offers: offers.map(({ startsAt, offeredAt, endsAt, answeredAt, status }) => ({
        ...{ startsAt, offeredAt, keptUntil: endsAt, answeredAt, status },
      })),
    };
  });
}

/** Everything among their notices, the newest first; of what they cannot see any more, only that they were told. */
async function toldOf(ctx: ClientCtx) {
  const told: Notice[] = [];
  let before: string | null = null;
  do {
    const page: NoticePage = await noticesOf(ctx, { count: 200, before });
    told.push(...page.notices);
    before = page.more;
  } while (before);
  return told.map(({ kind, createdAt, isRead, facts }) => {
    const about = facts && "therapistName" in facts ? facts : null;
    const startsAt = about && "startsAt" in about ? about.startsAt : null;
    const what = about && "typeName" in about ? about.typeName : null;
    return { kind, what, therapist: about?.therapistName ?? null, startsAt, at: createdAt, isRead };
  });
}

function consentsOf(ctx: ClientCtx) {
  const { purpose, givenBy, givenAt, withdrawnAt, language } = consents;
  return ctx.db
    .select({ purpose, version: policyVersions.version, language, givenBy, givenAt, withdrawnAt })
    .from(consents)
    .innerJoin(policyVersions, eq(policyVersions.id, consents.policyVersionId))
    .where(own(ctx, maySee, consents))
    .orderBy(asc(givenAt), asc(purpose));
}

function devicesOf(ctx: ClientCtx) {
  const { device, signedInAt, lastSeenAt } = sessions;
  return ctx.db
    .select({ device, signedInAt, lastSeenAt })
    .from(sessions)
    .where(and(eq(sessions.userId, ctx.actor.userId), isNull(sessions.endedAt)))
    .orderBy(desc(lastSeenAt));
}

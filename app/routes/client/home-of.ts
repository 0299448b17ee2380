import { href } from "react-router";
import { type DoorsOfTherapist, doorsOf } from "#app/domain/bookings/doors.ts";
import { ownBookingsAhead, ownBookingsBehind } from "#app/domain/bookings/own.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { type OwnRelationship, relationshipsOfUser } from "#app/domain/clients/queries.ts";
import { mayAct, maySee } from "#app/domain/clients/rules.ts";
import { type OwnItem, ownContent } from "#app/domain/content/own.ts";
import { ownForms } from "#app/domain/forms/asked.ts";
import { isOpen, opensAt } from "#app/domain/forms/rules.ts";
import { unreadMessages } from "#app/domain/messaging/lists.ts";
import { ownLost } from "#app/domain/sick-days/own-lost.ts";
import { siteOf } from "#app/domain/site/queries.ts";
import { whatItIs } from "#app/routes/content-in-words.ts";
import { roomOf } from "#app/routes/joining/room.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import { daysAway, whenAndWhere } from "#app/routes/when.ts";
import { clockOf, type Here } from "./here.ts";
import { journeyOf } from "./journey.ts";
import { standingOf } from "./standing.ts";

/** What a client's first page shows. */
export async function homeOf(here: Here) {
  const { ctx } = here;
  const [site, all, ahead, behind, doors, lost, content, forms] = await Promise.all([
    siteOf(ctx),
    relationshipsOfUser(ctx, ctx.actor.userId),
    ownBookingsAhead(ctx),
    ownBookingsBehind(ctx, { count: 1 }),
    doorsOf(ctx),
    ownLost(ctx),
    ownContent(ctx),
    ownForms(ctx),
  ]);
  const next = ahead[0] ?? null;
  const relationship = mainOf(
    all.filter(({ role }) => maySee(role)),
    next,
  );
  const known = doors.find(({ therapist }) => therapist.id === relationship?.therapistId) ?? null;
  const { locale } = site;
  return {
    lost: lost && {
      id: lost.id,
      firstName: lost.firstName,
      when: whenAndWhere(lost.startsAt.getTime(), { zone: here.zone ?? lost.guestZone, locale }).when,
    },
    next: next && nextOf(here, next, all),
    forms: forms
      .filter(({ asked, stage, form }) => isOpen(asked) && opensAt(stage, form.kind))
      .map(({ asked, form, body }) => ({
        ...{ id: asked.id, name: form.name, minutes: body.minutes, isBegun: asked.status === "begun" },
      })),
    unread: await unreadMessages(ctx),
    care: relationship && careOf(relationship, known, behind.bookings[0] ?? null),
    /** What waits from the therapist: what was not opened yet, else the newest. */
    gift: giftOf(content),
    contact: {
      who: known && !site.isGroup ? known.therapist.firstName : "us",
      email: site.email,
      phone: site.phone,
      replyTime: site.replyTime,
    },
  };
}

/** The relationship a page is about: that of the next session, else the youngest that goes on, else the last there was. */
function mainOf(own: OwnRelationship[], next: WholeBooking | null): OwnRelationship | null {
  const ofNext = own.find(
    ({ clientId, therapistId }) =>
      clientId === next?.booking.clientId && therapistId === next.booking.therapistId,
  );
  return ofNext ?? own.findLast(({ stage }) => stage !== "ended") ?? own.at(-1) ?? null;
}

function nextOf(here: Here, whole: WholeBooking, own: OwnRelationship[]) {
  const now = here.ctx.now().getTime();
  const zone = clockOf(here, whole);
  const page = shownBooking(whole, { zone, now });
  const mine = own.some(({ clientId, role }) => clientId === whole.booking.clientId && mayAct(role));
  return {
    id: whole.booking.id,
    page,
    inDays: page.isOver
      ? "It is going on now."
      : `${daysAway(whole.appointment.startsAt.getTime(), now, zone)}.`,
    room: roomOf(whole, { zone, now }),
    waits: page.status === "confirmed" ? null : standingOf(whole, { zone, now }).words,
    canChange: mine && page.status === "confirmed" && !page.isOver,
  };
}

function careOf(relationship: OwnRelationship, known: DoorsOfTherapist | null, last: WholeBooking | null) {
  const firstName = known?.therapist.firstName ?? last?.therapist.firstName ?? "your therapist";
  const doors = known?.doors ?? [];
  const first = doors.find(({ type, shut }) => type.kind === "discovery" && shut === null);
  const isLastCall = last?.type.kind === "discovery" && last.booking.therapistId === relationship.therapistId;
  return {
    firstName,
    stage: relationship.stage,
    steps: journeyOf(relationship, firstName),
    doorsAreOpen: doors.some(({ type, shut }) => type.kind !== "discovery" && shut === null),
    callHref:
      known && first
        ? href("/client/book/:therapist/:type", { therapist: known.therapist.slug, type: first.type.slug })
        : null,
    lastCall: isLastCall ? spoken(last) : null,
  };
}

/** What became of the first call that is behind them. */
function spoken({ booking }: WholeBooking): "spoken" | "missed" | "cancelled" {
  if (booking.status === "no_show") return "missed";
  return booking.status === "attended" || booking.status === "confirmed" ? "spoken" : "cancelled";
}

function giftOf(content: OwnItem[]) {
  const waiting = content.filter(({ seenAt }) => seenAt === null);
  const shown = waiting[0] ?? content[0];
  if (!shown) return null;
  const { id, title, therapistName } = shown;
  return {
    id,
    title,
    therapistName,
    text: whatItIs(shown),
    isNew: waiting.length > 0,
    others: content.length - 1,
  };
}

export type Home = Awaited<ReturnType<typeof homeOf>>;

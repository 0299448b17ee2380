import { ownBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { canUndo, moveRefusal, undoMinutes } from "#app/domain/bookings/rules.ts";
import { writable } from "#app/domain/bookings/send-lines.ts";
import { contactOfUser } from "#app/domain/clients/queries.ts";
import { mayAct, maySee } from "#app/domain/clients/rules.ts";
import { leftToChoose } from "#app/domain/payments/choose-return.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { waitingFor } from "#app/domain/waiting/join-earlier.ts";
import type { Wait } from "#app/domain/waiting/link.ts";
import { orNotFound } from "#app/http.ts";
import { linesSaid } from "#app/routes/joining/lines-note.tsx";
import { linesOf } from "#app/routes/joining/lines-page.ts";
import { roomOf } from "#app/routes/joining/room.ts";
import { newsFor } from "#app/routes/news.ts";
import { paidInWords } from "#app/routes/paying/paid-in-words.ts";
import { isToBePaid, keptUntilInWords } from "#app/routes/paying/pay-of.ts";
import { ofSeriesShown } from "#app/routes/series/of-series.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import { formatMoney } from "#app/values/money.ts";
import { clockOf, type Here } from "./here.ts";
import { standingOf } from "./standing.ts";

/** One session of a client's, and what they can do about it. */
export async function sessionOf(here: Here, id: string, searchParams: URLSearchParams) {
  const whole = orNotFound(await ownBooking(here.ctx, id, maySee));
  const mayChange = (await ownBooking(here.ctx, id, mayAct)) !== null;
  const shown = { zone: clockOf(here, whole), now: here.ctx.now().getTime() };
  return {
    id,
    ...shownBooking(whole, shown),
    standing: standingOf(whole, shown),
    room: roomOf(whole, shown),
    lines: (await writable(here.ctx, id)) ? await linesOf(here.ctx, whole, shown.zone) : null,
    series: await ownSeries(here, whole, mayChange),
    can: mayChange ? changesOf(whole, shown.now) : nothing,
    waiting: mayChange ? placeOf(await waitingFor(here.ctx, id), here) : null,
    toPay: mayChange && isToBePaid(whole, shown.now) ? keptUntilInWords(whole, shown) : null,
    toChoose: mayChange ? await choiceOf(here.ctx, whole) : null,
    paid: await paidInWords(here.ctx, whole),
    another: mayChange && (await suggestedFor(here.ctx, id)) !== null,
    news: isNews(searchParams, whole) ? newsFor(searchParams, said) : null,
    isMailed:
      searchParams.get("news") === "booked" &&
      (await contactOfUser(here.ctx, here.ctx.actor.userId))?.mayEmail === true,
  };
}

/** The series it is a date of; whoever only sees it is not led to what they could not do. */
async function ownSeries({ ctx }: Here, whole: WholeBooking, mayChange: boolean) {
  const series = await ofSeriesShown(ctx, whole);
  return series && { ...series, hasLater: series.hasLater && mayChange };
}

/** Whether a session is on the list for an earlier time; the page of its place belongs to who gets the letters. */
function placeOf(wait: Wait | null, { email }: Here) {
  return wait && { id: wait.guestEmail === email ? wait.id : null };
}

/** What they may have back, as money or as credit, of a session the practice called off. */
async function choiceOf(ctx: Here["ctx"], whole: WholeBooking): Promise<string | null> {
  const amount = await leftToChoose(ctx, whole);
  const { currency } = whole.booking;
  return amount > 0 ? formatMoney({ amount, currency }, whole.practice.locale) : null;
}

const nothing = { move: false, cancel: false, undo: null };

function changesOf({ booking, appointment }: WholeBooking, now: number) {
  const startsAt = appointment.startsAt.getTime();
  const stands = booking.status === "confirmed" && now < startsAt;
  const waits = booking.status === "requested" && (booking.holdsUntil?.getTime() ?? 0) > now;
  return {
    move: moveRefusal({ ...booking, startsAt }, now) === null,
    cancel: stands || waits,
    undo: stands && canUndo(booking.bookedAt.getTime(), now) ? undoMinutes : null,
  };
}

const said = {
  booked: "You’re booked.",
  asked: "You’ve asked for this time.",
  moved: "Moved. This is the new time.",
  undone: "Undone, as if it had never been.",
  paid: "Paid. It’s yours.",
  kept: "Your card is kept, and nothing was taken. It’s yours.",
  paidTooLate:
    "Your payment came when this time was no longer kept for you. Nothing is booked, and all of your money is on its way back.",
  keptTooLate:
    "Your card came when this time was no longer kept for you. Nothing is booked, nothing was taken, and the card isn’t kept. An email about it is on its way.",
  chosen: "Done. You see it among your payments.",
  waiting: "Noted. You keep this time, and get a letter when an earlier one opens.",
  cancelled: "Cancelled. The time is free again for somebody else.",
  ...linesSaid,
};

/** What must stand for a word to be news: an address opened again later says nothing that is over. */
const whileIt = {
  booked: "confirmed",
  paid: "confirmed",
  kept: "confirmed",
  asked: "requested",
  moved: "confirmed",
  waiting: "confirmed",
};

function isNews(query: URLSearchParams, { booking }: WholeBooking): boolean {
  const status = newsFor(query, whileIt);
  return status === null || status === booking.status;
}

export type SessionShown = Awaited<ReturnType<typeof sessionOf>>;

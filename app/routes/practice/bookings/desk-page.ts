import { eventsAbout } from "#app/domain/audit/queries.ts";
import { hasLines, readLines } from "#app/domain/bookings/lines.ts";
import { roomOf } from "#app/domain/bookings/meeting.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { hasNote } from "#app/domain/bookings/queries.ts";
import { freeUntil, isFeeDue, lateFee } from "#app/domain/bookings/rules.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { namesOf } from "#app/domain/identity/names.ts";
import { sessionOf, whereaboutsOf } from "#app/domain/joining/queries.ts";
import { doorAt } from "#app/domain/joining/rules.ts";
import { lettersAbout } from "#app/domain/notifications/letters-about.ts";
import { may } from "#app/domain/practices/rules.ts";
import { capital, placeInWords } from "#app/routes/practice/in-words.ts";
import { priceBooked } from "#app/routes/price-in-words.ts";
import { inHours } from "#app/routes/terms-in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import { historyInWords, peopleIn } from "./history.ts";
import { lettersInWords } from "./letters.ts";
import { whereInWords } from "./whereabouts.ts";

type Clock = { zone: string; locale: string };

/** What the page of a booking says beyond its heading: facts, what is due, what was written, told and done. */
export async function deskDetails(
  ctx: MemberCtx,
  found: WholeBooking,
  { clock, now, client }: { clock: Clock; now: number; client: string },
) {
  const { booking, therapist } = found;
  const { clientId } = booking;
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapist.id], clientId };
  const mayRead = may(ctx.actor, "words.read", subject);
  const [words, lines, where, events, letters] = await Promise.all([
    wordsOf(ctx, found, mayRead),
    mayRead ? linesInWords(ctx, found, { ...clock, client }) : null,
    whereaboutsOf(ctx, booking.id),
    eventsAbout(ctx, booking.id),
    lettersAbout(ctx, booking.id),
  ]);
  const names = await namesOf(ctx, peopleIn(events));
  return {
    facts: factsOf(found, clock, client),
    words,
    lines,
    hasShutLines: !mayRead && (await hasLines(ctx, booking)),
    whereabouts: {
      lines: whereInWords(where, { ...clock, client }),
      isOpen: doorAt(sessionOf(found), now) === "open",
      mayLetIn: may(ctx.actor, "care.decide", subject),
    },
    fee: feeOf(found, clock, may(ctx.actor, "fee.decide", subject)),
    history: historyInWords(events, { ...clock, client, names }),
    letters: lettersInWords(letters, clock),
    room: doorAt(sessionOf(found), now) === "open" ? roomOf(found) : null,
    isCallToDecide:
      found.type.kind === "discovery" &&
      booking.status === "attended" &&
      may(ctx.actor, "care.decide", subject),
  };
}

/** What was written with it, for those whose it is to read, which is recorded; to others only that there is a note. */
async function wordsOf(ctx: MemberCtx, { booking }: WholeBooking, mayRead: boolean) {
  if (!mayRead) return { isShut: await hasNote(ctx, booking), note: null, reason: null, message: null };
  const note = await readWords(ctx, booking, "note");
  const reason = await readWords(ctx, booking, "cancel_reason");
  const message = await readWords(ctx, booking, "message");
  return { isShut: false, note, reason, message };
}

/** What each of them sent before the session, for those whose it is to read, which is recorded. */
async function linesInWords(
  ctx: MemberCtx,
  { booking }: WholeBooking,
  { client, ...clock }: Clock & { client: string },
) {
  return (await readLines(ctx, booking)).map(({ name, text, writtenAt }) => ({
    name: name ?? client,
    text,
    when: whenAndWhere(writtenAt.getTime(), clock).when,
  }));
}

function factsOf(
  { booking, appointment, type, practice }: WholeBooking,
  { zone, locale }: Clock,
  client: string,
) {
  const starts = appointment.startsAt.getTime();
  const minutes = (appointment.endsAt.getTime() - starts) / 60_000;
  const theirs = whenAndWhere(starts, { zone: booking.guestZone, locale });
  const ours = whenAndWhere(starts, { zone, locale });
  const money = (amount: number) =>
    amount === 0 ? "free" : formatMoney({ amount, currency: booking.currency }, locale);
  const free = whenAndWhere(freeUntil({ startsAt: starts, termsWindow: booking.termsWindow }), {
    zone,
    locale,
  });
  const fee = lateFee(booking);
  return [
    { term: "For them", value: theirs.when === ours.when ? null : `${theirs.when} (${theirs.where})` },
    { term: "What", value: `${type.name}, ${minutes} minutes, ${priceBooked(booking, locale)}` },
    {
      term: "Where",
      value: appointment.place === "in_person" ? practice.address : capital(placeInWords[appointment.place]),
    },
    {
      term: "Terms",
      value: `Free to change until ${inHours(booking.termsWindow)} before${fee > 0 ? ` (${free.when}), then ${money(fee)}` : ""}`,
    },
    { term: "Booked as", value: booking.guestName === client ? null : booking.guestName },
    { term: "Email", value: booking.guestEmail ?? "None known, so no letters go out" },
    { term: "Phone", value: booking.guestPhone },
    { term: "Region", value: booking.region },
    { term: "Came by", value: [booking.source, booking.sourceAddress].filter(Boolean).join(", ") },
    {
      term: "Besides",
      value: booking.isSecondOpenCall
        ? "They had another call ahead of them when they booked this one"
        : null,
    },
  ];
}

/** The fee that fell due, in words, and what can still be decided about it; null where there is none. */
function feeOf({ booking }: WholeBooking, { locale }: Clock, mayDecide: boolean) {
  if (!isFeeDue(booking)) return null;
  const { price, discount, currency, lateFeePercent, feeDecision } = booking;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const share =
    lateFeePercent === 100 ? "the whole price" : `${lateFeePercent}% of ${money(price - discount)}`;
  const why = booking.status === "no_show" ? "They didn’t come." : "They cancelled outside the terms.";
  const amount = money(lateFee(booking));
  const said = {
    kept: `${why} You kept the fee of ${amount}.`,
    waived: `${why} The fee of ${amount} was waived this time.`,
    open: `${why} By the terms they agreed to, the fee is ${amount}: ${share}. Nothing is taken until you decide.`,
  };
  return {
    words: said[feeDecision ?? "open"],
    amount,
    canKeep: mayDecide && feeDecision === null,
    canWaive: mayDecide && feeDecision !== "waived",
  };
}

export type DeskDetails = Awaited<ReturnType<typeof deskDetails>>;

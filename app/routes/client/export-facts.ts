import type { HandedOver } from "#app/domain/privacy/hand-over.ts";
import { placeInWords } from "#app/routes/joining/place-in-words.ts";
import { rhythmShown } from "#app/routes/series/series-shown.ts";
import { windowsInWords } from "#app/routes/waiting/windows.ts";
import { leadsInWords } from "#app/values/leads.ts";
import { formatMoney } from "#app/values/money.ts";
import { zoneCity } from "#app/values/zoned.ts";

export type Facts = [string, string | null | undefined][];

/** How a moment is told, by the clock of whoever takes their copy. */
type When = (at: Date | null) => string | null;
type Manner = { when: When; locale: string };

/** How somebody may be reached, as their copy says it. */
export function contactFacts(contact: HandedOver["contact"][number]): Facts {
  const { mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords } = contact.safeContact;
  const yes = (may: boolean) => (may ? "yes" : "no");
  return [
    ["Name", contact.name],
    ["As", contact.role.replaceAll("_", " ")],
    ["Email", contact.email],
    ["Phone", contact.phone],
    ["Under age", contact.isUnderAge ? "yes" : null],
    ["May be emailed", yes(mayEmail)],
    ["May be rung", yes(mayCall)],
    ["May be left a message", yes(mayLeaveMessage)],
    ["Discreet", yes(isDiscreet)],
    ["In the calendar", calendarWords],
    ["Reminders", remindersInWords(contact.reminders)],
  ];
}

/** A booking, as their copy says it. */
export function bookingFacts(booking: HandedOver["bookings"][number], { when, locale }: Manner): Facts {
  return [
    ["What", `${booking.what} with ${booking.therapist}`],
    ["Place", booking.place.replaceAll("_", " ")],
    ["State", booking.status.replaceAll("_", " ")],
    ["Held until", when(booking.holdsUntil)],
    ["Of a series, for", booking.seriesDate],
    ["Cancelled by", booking.cancelledBy],
    ["Late", booking.isLate ? "yes" : null],
    ["Fee", booking.feeDecision],
    ["Price", booking.price.amount === 0 ? "free" : formatMoney(booking.price, locale)],
    [
      "Taken off by a code",
      booking.takenOffByCode.amount === 0 ? null : formatMoney(booking.takenOffByCode, locale),
    ],
    ["Name given", booking.said?.name],
    ["Email given", booking.said?.email],
    ["Phone given", booking.said?.phone],
    ["Region given", booking.said?.region],
    ["Came by", booking.said?.source],
    ["What you wrote", booking.note],
    ["Why you cancelled", booking.reason],
    ["Your lines before it", booking.linesBefore],
    ["You joined from", booking.joinedFrom && placeInWords(booking.joinedFrom)],
    ["Booked", when(booking.bookedAt)],
  ];
}

function remindersInWords(reminders: number[] | null): string {
  if (!reminders) return "as usual for the kind of session";
  return reminders.length > 0 ? leadsInWords(reminders) : "none";
}

/** A series, as their copy says it. */
export function seriesFacts(series: HandedOver["series"][number], { when, locale }: Manner): Facts {
  const { zone } = series;
  return [
    ["What", `${series.what} with ${series.therapist}`],
    ["Rhythm", `${rhythmShown(series, { zone, locale })} (${zoneCity(zone)})`],
    ["First date", series.startsOn],
    ["Made", when(series.madeAt)],
    ["Ended", when(series.endedAt)],
  ];
}

/** A form with its answers, as their copy says it. */
export function formFacts(form: HandedOver["forms"][number], { when }: Manner): Facts {
  return [
    ["From", form.from],
    ["State", form.status],
    ["Signed", form.signature && `${form.signature}, ${when(form.signedAt)}`],
    ...form.answers.map(({ asked, answer }): Facts[number] => [asked, answer ?? "left out"]),
    ["Score", form.score && `${form.score.measure}: ${form.score.total ?? "no total"}`],
    ...form.consents.map(({ purpose, givenBy, givenAt, withdrawnAt }): Facts[number] => [
      "Agreed to",
      `${purpose}, by ${givenBy}, ${when(givenAt)}${withdrawnAt ? `; taken back ${when(withdrawnAt)}` : ""}`,
    ]),
  ];
}

/** A place in line with what was offered there, as their copy says it. */
export function placeFacts(place: HandedOver["waiting"][number], { when, locale }: Manner): Facts {
  const { said, suits } = place;
  return [
    ["For", `${place.for}: ${place.what} with ${place.therapist}`],
    ["State", place.status],
    ["What suits you", `${windowsInWords(suits.windows, locale)} (${zoneCity(suits.zone)})`],
    ["Name given", said.name],
    ["Email given", said.email],
    ["Phone given", said.phone],
    ["Region given", said.region],
    ["Joined", when(place.joinedAt)],
    ["Asked whether you still look", when(place.askedAt)],
    ["You last said so", when(place.confirmedAt)],
    ["Ended", when(place.endedAt)],
    ["Offered", place.offers.map(({ startsAt, status }) => `${when(startsAt)}: ${status}`).join("\n")],
  ];
}

/** What they paid and owe, its papers and what they agreed to about a card, as their copy says it. */
export function moneyFacts(
  { payments, owed, papers, cardConsents }: HandedOver["money"],
  { when, locale }: Manner,
): { key: string; facts: Facts }[] {
  const all: Facts[] = [
    ...payments.map(
      ({ what, way, amount, sessionAt, at }): Facts => [
        [
          what === "paid" ? "Paid" : "Given back",
          `${formatMoney(amount, locale)}, ${way.replaceAll("_", " ")}`,
        ],
        ["For the session of", when(sessionAt)],
        ["On", when(at)],
      ],
    ),
    ...owed.map(
      ({ amount, sessionAt, isFee }): Facts => [
        [isFee ? "A fee to be paid" : "To be paid", formatMoney(amount, locale)],
        ["For the session of", when(sessionAt)],
      ],
    ),
    ...papers.map(
      ({ name, total, issuedAt }): Facts => [
        ["Paper", `${name}, ${formatMoney(total, locale)}`],
        ["Issued", when(issuedAt)],
      ],
    ),
    ...cardConsents.map(
      ({ text, givenBy, givenAt, withdrawnAt }): Facts => [
        ["Agreed about a card", text],
        ["By", givenBy],
        ["On", when(givenAt)],
        ["Taken back", when(withdrawnAt)],
      ],
    ),
  ];
  return all.map((facts, nth) => ({ key: String(nth), facts }));
}

/** A notice, as their copy says it. */
export function noticeFacts(notice: HandedOver["notices"][number], when: When): Facts {
  const { kind, what, therapist } = notice;
  return [
    ["Told", when(notice.at)],
    ["What", kind.replace(".", " ").replaceAll("_", " ")],
    ["About", what && therapist && `${what} with ${therapist}`],
    ["Session", when(notice.startsAt)],
    ["Read", notice.isRead ? "yes" : "not yet"],
  ];
}

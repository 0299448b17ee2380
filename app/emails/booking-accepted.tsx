import type { BookingLetter, Written } from "./letter/booking.ts";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject, timeWith } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, lengthAndPrice, timeAndCity } from "./letter/sentences.ts";

type Accepted = {
  /** Until when (ms) the time is kept. */
  until: number;
  payUrl: string;
  /** What makes it theirs: the payment, or a card that is charged later. */
  by: "payment" | "card";
};

/** To somebody whose request was accepted: the time is kept for them, and becomes theirs once it is paid or a card is left. */
export function bookingAccepted(letter: BookingLetter, { until, payUrl, by }: Accepted): Written {
  const { guest, therapist } = letter;
  const said = {
    hello: greeting(guest.name),
    yes: "Yes, I can see you then",
    when: timeAndCity(letter, guest.zone),
    length: `${lengthAndPrice(letter)}.`,
    kept: `It is kept for you until ${dayAndTime(letter, guest.zone, until)}, and yours once it is ${by === "payment" ? "paid" : "secured with a card. The card is charged after the session, not now"}.`,
    over: "If you’d rather not, there is nothing to do: the time is given back by itself, and nothing is taken.",
    name: oneLine(therapist.firstName, 40),
  };
  const press = by === "payment" ? "Pay and book it" : "Leave a card and book it";
  return {
    subject: subject(`Kept for you: a ${timeWith(letter)}, ${dayAndTime(letter, guest.zone)}`),
    html: page({
      letter,
      reader: "client",
      title: "The time is kept for you",
      preheader: `${said.when}. One step is left.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.yes}:</Paragraph>
          <Time beside={said.length}>{said.when}</Time>
          <Paragraph>{said.kept}</Paragraph>
          <Press to={payUrl}>{press}</Press>
          <Paragraph>{said.over}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.yes}:\n${said.when}\n${said.length}`,
      said.kept,
      `${press}:\n${payUrl}`,
      said.over,
      said.name,
    ),
    attachments: [],
  };
}

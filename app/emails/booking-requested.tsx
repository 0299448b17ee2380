import type { BookingLetter, Written } from "./letter/booking.ts";
import { Heading, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject, timeWith } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, lengthAndPrice, otherClock, timeAndCity } from "./letter/sentences.ts";

/** To somebody who asked for a time: it is kept for them until `until` (ms), and by then there is an answer. */
export function bookingRequested(letter: BookingLetter, until: number): Written {
  const { guest, therapist, booking } = letter;
  const myClock = otherClock(letter, guest.zone, therapist.zone);
  const said = {
    hello: greeting(guest.name),
    asked: "You’ve asked me for this time",
    when: timeAndCity(letter, guest.zone),
    length: `${lengthAndPrice(letter)}.`,
    mine: myClock && `For me that is ${myClock}.`,
    kept: `I answer each request myself, by ${dayAndTime(letter, guest.zone, until)} at the latest. Until then nobody else can have it. You get a letter either way.`,
    open: "Nothing is booked yet, and there is nothing to pay.",
    back: "If you don’t need it any more, take the request back: it costs nothing, and somebody else can have the time.",
    link: "The link opens your request without a password, so please keep this letter to yourself.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: subject(`You asked for a ${timeWith(letter)}: ${dayAndTime(letter, guest.zone)}`),
    html: page({
      letter,
      reader: "client",
      title: "You’ve asked for a time",
      preheader: `${said.when}. You get an answer either way.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.asked}:</Paragraph>
          <Time beside={[said.length, said.mine].filter(Boolean).join(" ")}>{said.when}</Time>
          <Paragraph>{said.kept}</Paragraph>
          <Paragraph>{said.open}</Paragraph>
          <Heading>If something comes up</Heading>
          <Paragraph>{said.back}</Paragraph>
          <Press to={booking.manageUrl}>See your request</Press>
          <Paragraph>{said.link}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.asked}:\n${said.when}\n${said.length}`,
      said.mine,
      said.kept,
      said.open,
      `If something comes up:\n${said.back}\n${booking.manageUrl}`,
      said.link,
      said.name,
    ),
    attachments: [],
  };
}

import type { BookingLetter, Written } from "./letter/booking.ts";
import { calendarFile, entryTitle } from "./letter/calendar-file.ts";
import { Heading, Link, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject, timeWith } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import {
  dayAndTime,
  lengthAndPrice,
  manageLabel,
  meeting,
  otherClock,
  terms,
  timeAndCity,
} from "./letter/sentences.ts";

/** To the client: the time is yours; where, what happens next, and how to move it or cancel it. */
export function bookingConfirmed(letter: BookingLetter): Written {
  const { guest, therapist, booking } = letter;
  const { words, link } = meeting(letter);
  const myClock = otherClock(letter, guest.zone, therapist.zone);
  const said = {
    hello: greeting(guest.name),
    when: timeAndCity(letter, guest.zone),
    length: `${lengthAndPrice(letter)}.`,
    mine: myClock && `For me that is ${myClock}.`,
    next: "There is nothing to prepare. Come as you are, with whatever is on your mind.",
    calendar: `The file attached puts it in your calendar as “${entryTitle(letter, "client")}”.`,
    terms: terms(letter),
    link: "The link opens your booking without a password, so please keep this letter to yourself.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: subject(`Your ${timeWith(letter)}: ${dayAndTime(letter, guest.zone)}`),
    html: page({
      letter,
      reader: "client",
      title: "You’re booked",
      preheader: `${said.when}. ${said.length}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>You’re booked.</Paragraph>
          <Time beside={[said.length, said.mine].filter(Boolean).join(" ")}>{said.when}</Time>
          <Paragraph>
            {words} {link && <Link to={link}>{link}</Link>}
          </Paragraph>
          <Paragraph>
            {said.next} {said.calendar}
          </Paragraph>
          <Heading>If something comes up</Heading>
          <Paragraph>{said.terms}</Paragraph>
          <Press to={booking.manageUrl}>{manageLabel(letter)}</Press>
          <Paragraph>{said.link}</Paragraph>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `You’re booked:\n${said.when}\n${said.length}`,
      said.mine,
      link ? `${words}\n${link}` : words,
      `${said.next}\n${said.calendar}`,
      `If something comes up:\n${said.terms}\n${booking.manageUrl}`,
      said.link,
      said.name,
    ),
    attachments: [calendarFile(letter, "request")],
  };
}

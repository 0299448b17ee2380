import type { BookingLetter, Changer, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
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

/**
 * To the client: the new time, the one it replaces (`movedFrom`, milliseconds) and the new private link. `words` are what
 * the therapist wrote of her own.
 */
export function bookingMoved(
  letter: BookingLetter,
  movedFrom: number,
  by: Changer,
  words: string | null = null,
): Written {
  const { guest, therapist, booking } = letter;
  const { words: where, link } = meeting(letter);
  const myClock = otherClock(letter, guest.zone, therapist.zone);
  const said = {
    hello: greeting(guest.name),
    moved:
      by === "client"
        ? "You moved our time. It is now:"
        : "I had to move our time, and I’m sorry for the change. It is now:",
    when: timeAndCity(letter, guest.zone),
    length: `${lengthAndPrice(letter)}.`,
    mine: myClock && `For me that is ${myClock}.`,
    before: `It was ${dayAndTime(letter, guest.zone, movedFrom)}. That time has been given back.`,
    own: words && oneLine(words, 500),
    calendar: "The file attached moves it in your calendar too.",
    suits:
      by === "client"
        ? terms(letter)
        : `If this doesn’t suit you, choose another time or cancel. ${terms(letter)}`,
    link: "This is a new private link. The one in my earlier letter no longer works.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: subject(`Moved: your ${timeWith(letter)} is now ${dayAndTime(letter, guest.zone)}`),
    html: page({
      letter,
      reader: "client",
      title: "Your new time",
      preheader: `Now ${said.when}. ${said.before}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.moved}</Paragraph>
          <Time beside={[said.length, said.mine].filter(Boolean).join(" ")}>{said.when}</Time>
          <Paragraph>{said.before}</Paragraph>
          {said.own && <Paragraph>{said.own}</Paragraph>}
          <Paragraph>
            {where} {link && <Link to={link}>{link}</Link>}
          </Paragraph>
          <Paragraph>{said.calendar}</Paragraph>
          <Heading>If something comes up</Heading>
          <Paragraph>{said.suits}</Paragraph>
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
      `${said.moved}\n${said.when}\n${said.length}`,
      said.mine,
      said.before,
      said.own,
      link ? `${where}\n${link}` : where,
      said.calendar,
      `If something comes up:\n${said.suits}\n${booking.manageUrl}`,
      said.link,
      said.name,
    ),
    attachments: [calendarFile(letter, "request")],
  };
}

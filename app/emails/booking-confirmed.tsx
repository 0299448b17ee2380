import type { BookingLetter, HowBooked, Written } from "./letter/booking.ts";
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

type How = { by?: HowBooked; joinUrl?: string | null };

/**
 * To the client: the time is yours; where, what happens next, and how to move it or cancel it. `joinUrl` is where their
 * own page begins, told with the first booking and not again.
 */
export function bookingConfirmed(
  letter: BookingLetter,
  { by = "by_client", joinUrl = null }: How = {},
): Written {
  const { guest, therapist, booking } = letter;
  const { words, link } = meeting(letter);
  const myClock = otherClock(letter, guest.zone, therapist.zone);
  const said = {
    hello: greeting(guest.name),
    booked: openings[by],
    when: timeAndCity(letter, guest.zone),
    length: `${lengthAndPrice(letter)}.`,
    mine: myClock && `For me that is ${myClock}.`,
    next: "There is nothing to prepare. Come as you are, with whatever is on your mind.",
    calendar: `The file attached puts it in your calendar as “${entryTitle(letter, "client")}”.`,
    terms: terms(letter),
    link: "The link opens your booking without a password, so please keep this letter to yourself.",
    own: "You have a page of your own here: this time and what comes after, to see, move or cancel without the private link. No password; a link comes to this address whenever you ask.",
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
          <Paragraph>{said.booked}.</Paragraph>
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
          {joinUrl && (
            <>
              <Heading>Your own page</Heading>
              <Paragraph>
                {said.own} <Link to={joinUrl}>Open your page</Link>
              </Paragraph>
            </>
          )}
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.booked}:\n${said.when}\n${said.length}`,
      said.mine,
      link ? `${words}\n${link}` : words,
      `${said.next}\n${said.calendar}`,
      `If something comes up:\n${said.terms}\n${booking.manageUrl}`,
      said.link,
      joinUrl && `Your own page:\n${said.own}\n${joinUrl}`,
      said.name,
    ),
    attachments: [calendarFile(letter, "request")],
  };
}

const openings: Record<HowBooked, string> = {
  by_client: "You’re booked",
  by_practice: "I’ve booked a time for us",
  accepted: "The time you asked for is yours",
};

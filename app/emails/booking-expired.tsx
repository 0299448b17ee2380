import type { BookingLetter, Written } from "./letter/booking.ts";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { aboutTheTimeAsked, greeting, oneLine } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity } from "./letter/sentences.ts";

/** To somebody whose request nobody answered in time: it is over, with an apology and a way to other times. */
export function bookingExpired(letter: BookingLetter): Written {
  const { guest, therapist, booking } = letter;
  const said = {
    hello: greeting(guest.name),
    late: "I didn’t get to answer in time, and I’m sorry. You had asked me for:",
    when: timeAndCity(letter, guest.zone),
    owed: "Nothing was booked, and there is nothing to pay.",
    again: "If you’d still like a time, please choose another one, or answer this letter.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: aboutTheTimeAsked(letter, dayAndTime(letter, guest.zone)),
    html: page({
      letter,
      reader: "client",
      title: "About the time you asked for",
      preheader: `${said.when} is open again. ${said.again}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.late}</Paragraph>
          <Time>{said.when}</Time>
          <Paragraph>{said.owed}</Paragraph>
          <Paragraph>{said.again}</Paragraph>
          <Press to={booking.manageUrl}>See open times</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.late}\n${said.when}`,
      said.owed,
      `${said.again}\n${booking.manageUrl}`,
      said.name,
    ),
    attachments: [],
  };
}

import { Fragment } from "react";
import type { BookingLetter, Written } from "./letter/booking.ts";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { aboutTheTimeAsked, greeting, oneLine } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity } from "./letter/sentences.ts";

/**
 * To somebody who asked for a time: it cannot be theirs, and where others are. `words` are what the therapist wrote,
 * `nearest` starts (ms) that were open near it then.
 */
export function bookingDeclined(
  letter: BookingLetter,
  words: string | null,
  nearest: readonly number[] = [],
): Written {
  const { guest, therapist, booking } = letter;
  const said = {
    hello: greeting(guest.name),
    no: "Thank you for asking. I’m sorry, I can’t offer you this time:",
    when: timeAndCity(letter, guest.zone),
    own: words && oneLine(words, 500),
    owed: "Nothing was booked, and there is nothing to pay.",
    open: nearest.length > 0 ? "Open near it, when I wrote this:" : null,
    times: nearest.map((at) => dayAndTime(letter, guest.zone, at)),
    again: "If another time would suit you, please choose one.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: aboutTheTimeAsked(letter, dayAndTime(letter, guest.zone)),
    html: page({
      letter,
      reader: "client",
      title: "About the time you asked for",
      preheader: `${said.when} can’t be yours. ${said.again}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.no}</Paragraph>
          <Time>{said.when}</Time>
          {said.own && <Paragraph>{said.own}</Paragraph>}
          <Paragraph>{said.owed}</Paragraph>
          {said.open && (
            <Paragraph>
              {said.open}
              {said.times.map((time) => (
                <Fragment key={time}>
                  <br />
                  {time}
                </Fragment>
              ))}
            </Paragraph>
          )}
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
      `${said.no}\n${said.when}`,
      said.own,
      said.owed,
      said.open && [said.open, ...said.times].join("\n"),
      `${said.again}\n${booking.manageUrl}`,
      said.name,
    ),
    attachments: [],
  };
}

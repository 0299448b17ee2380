import type { BookingLetter, Changer, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { type Choice, choiceInWords } from "./letter/choice.ts";
import { ChoiceOffer, choiceLines } from "./letter/choice-offer.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, oneLine, subject, timeWith } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity } from "./letter/sentences.ts";

type Off = { by: Changer; words?: string | null; wasAsked?: boolean; choice?: Choice | null };

/**
 * To the client: it is off, who called it off, and where another time can be found. `words` are what the therapist wrote
 * of her own; `wasAsked`: it was a request, and they took it back; `choice`: what they paid by card is theirs to say.
 */
export function bookingCancelled(
  letter: BookingLetter,
  bookAgainUrl: string,
  { by, words = null, wasAsked = false, choice = null }: Off,
): Written {
  const { guest, therapist, booking } = letter;
  const said = {
    hello: greeting(guest.name),
    off: wasAsked ? "You took your request back, and the time is free again:" : offBy[by],
    when: timeAndCity(letter, guest.zone),
    own: words && oneLine(words, 500),
    owed: booking.price?.amount ? null : "There is nothing to pay.",
    choice: choiceInWords(letter, choice),
    calendar: wasAsked ? null : "The file attached takes it out of your calendar.",
    again:
      by === "client"
        ? "If you’d like another time, now or later, you’re welcome."
        : "If you’d still like to talk, please choose another time.",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: subject(
      `${wasAsked ? "Taken back" : "Cancelled"}: your ${timeWith(letter)} on ${dayAndTime(letter, guest.zone)}`,
    ),
    html: page({
      letter,
      reader: "client",
      title: wasAsked ? "Your request is taken back" : "Cancelled",
      preheader: `${said.when} is off. ${said.again}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.off}</Paragraph>
          <Time>{said.when}</Time>
          {said.own && <Paragraph>{said.own}</Paragraph>}
          <Paragraph>{[said.owed, said.calendar].filter(Boolean).join(" ")}</Paragraph>
          <ChoiceOffer said={said.choice} />
          <Paragraph>{said.again}</Paragraph>
          <Press to={bookAgainUrl}>See open times</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.off}\n${said.when}`,
      said.own,
      [said.owed, said.calendar].filter(Boolean).join(" "),
      choiceLines(said.choice),
      `${said.again}\n${bookAgainUrl}`,
      said.name,
    ),
    attachments: wasAsked ? [] : [calendarFile(letter, "cancel")],
  };
}

const offBy: Record<Changer, string> = {
  client: "You cancelled our time, and it is off:",
  practice: "I had to cancel our time, and I’m sorry:",
};

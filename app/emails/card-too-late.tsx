import type { BookingLetter, TherapistLetter, Written } from "./letter/booking.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Link, Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { aboutTheTimeAsked, greeting, oneLine, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity } from "./letter/sentences.ts";

/** To somebody whose card came when the time was gone: nothing is booked or charged, and the card is theirs to have kept. */
export function cardTooLate(
  letter: BookingLetter,
  { keepUrl, again }: { keepUrl: string; again: string },
): Written {
  const { guest, therapist } = letter;
  const said = {
    hello: greeting(guest.name),
    sorry: "I’m sorry: your card reached us when this time was no longer kept for you:",
    when: timeAndCity(letter, guest.zone),
    nothing:
      "So nothing is booked and nothing was charged. Your card isn’t kept either. There is nothing you need to do.",
    keep: "If you’d like it kept for your next appointments, you needn’t enter it again:",
    other: "If you’d like another time, here is what’s open:",
    name: oneLine(therapist.firstName, 40),
  };
  return {
    subject: aboutTheTimeAsked(letter, dayAndTime(letter, guest.zone)),
    html: page({
      letter,
      reader: "client",
      title: "This time was no longer kept",
      preheader: "Nothing is booked, and nothing was charged.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.sorry}</Paragraph>
          <Time>{said.when}</Time>
          <Paragraph>{said.nothing}</Paragraph>
          <Paragraph>
            {said.keep} <Link to={keepUrl}>keep my card</Link>.
          </Paragraph>
          <Paragraph>{said.other}</Paragraph>
          <Press to={again}>Choose another time</Press>
          <Paragraph>{said.name}</Paragraph>
        </>
      ),
    }),
    text: plain(
      letter,
      "client",
      said.hello,
      `${said.sorry}\n${said.when}`,
      said.nothing,
      `${said.keep}\n${keepUrl}`,
      `${said.other}\n${again}`,
      said.name,
    ),
    attachments: [],
  };
}

/** To the therapist: somebody left a card for a time that was gone, and nothing came of it. */
export function therapistCardTooLate(letter: TherapistLetter): Written {
  const { therapist, deskUrl } = letter;
  const facts = clientFacts(letter).filter(({ label }) => label !== "Where");
  const said = {
    hello: greeting(therapist.firstName),
    what: "A client left a card for this time after it was no longer kept for them:",
    when: timeAndCity(letter, therapist.zone),
    nothing:
      "It is not booked, and nothing was charged. They have a letter that says so with a way to choose another time.",
  };
  return {
    subject: subject(`A card came too late: ${dayAndTime(letter, therapist.zone)}`),
    html: page({
      letter,
      reader: "therapist",
      title: "A card came too late",
      preheader: "Nothing is booked, and nothing was charged.",
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.what}</Paragraph>
          <Time>{said.when}</Time>
          <FactTable facts={facts} />
          <Paragraph>{said.nothing}</Paragraph>
          {deskUrl && <Press to={deskUrl}>Open it in Selvage</Press>}
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.what}\n${said.when}`,
      factLines(facts),
      said.nothing,
      deskUrl && `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: [],
  };
}

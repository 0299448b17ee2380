import type { Changer, TherapistLetter, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, lengthAndPrice, otherClock, timeAndCity, toldInPerson } from "./letter/sentences.ts";

/** To the therapist: a booking has a new time; `movedFrom` is the old one, in milliseconds. */
export function therapistMoved(letter: TherapistLetter, movedFrom: number, by: Changer): Written {
  const { guest, therapist, deskUrl } = letter;
  const facts = clientFacts(letter);
  const theirs = otherClock(letter, therapist.zone, guest.zone);
  const said = {
    hello: greeting(therapist.firstName),
    moved:
      by === "client"
        ? "A client has moved their booking. It is now:"
        : "A booking has been moved for you. It is now:",
    when: timeAndCity(letter, therapist.zone),
    length: `${lengthAndPrice(letter)}.`,
    theirs: theirs && `For them it is ${theirs}.`,
    before: `It was ${dayAndTime(letter, therapist.zone, movedFrom)}. That time is free again.`,
    next: guest.email ? "They have a letter with the new time and a new private link." : toldInPerson,
    calendar: "The file attached moves it in your calendar.",
  };
  return {
    subject: subject(`Moved: a booking is now ${dayAndTime(letter, therapist.zone)}`),
    html: page({
      letter,
      reader: "therapist",
      title: "A booking has moved",
      preheader: `Now ${said.when}. ${said.before}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.moved}</Paragraph>
          <Time beside={[said.length, said.theirs].filter(Boolean).join(" ")}>{said.when}</Time>
          <Paragraph>{said.before}</Paragraph>
          <FactTable facts={facts} />
          <Paragraph>
            {said.next} {said.calendar}
          </Paragraph>
          {deskUrl && <Press to={deskUrl}>Open it in Selvage</Press>}
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.moved}\n${said.when}\n${said.length}`,
      said.theirs,
      said.before,
      factLines(facts),
      `${said.next}\n${said.calendar}`,
      deskUrl && `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: [calendarFile(letter, "publish", "therapist")],
  };
}

import type { TherapistLetter, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, lengthAndPrice, otherClock, timeAndCity } from "./letter/sentences.ts";

/** To the therapist: someone has taken a time. The subject names nobody, for a phone shows it on the table. */
export function therapistBooked(letter: TherapistLetter): Written {
  const { guest, therapist, deskUrl } = letter;
  const facts = clientFacts(letter);
  const theirs = otherClock(letter, therapist.zone, guest.zone);
  const said = {
    hello: greeting(therapist.firstName),
    booked: "Someone has booked a time with you:",
    when: timeAndCity(letter, therapist.zone),
    length: `${lengthAndPrice(letter)}.`,
    theirs: theirs && `For them it is ${theirs}.`,
    note: letter.hasNote ? "They left you a note. It waits in Selvage." : null,
    second: letter.isSecondOpenCall
      ? "Second open call: the same address already has a call with you that hasn’t happened yet."
      : null,
    next: "They have their confirmation, and can move it or cancel it within your terms. You’ll hear if they do.",
    calendar: "The file attached puts it in your calendar without their name.",
  };
  return {
    subject: subject(`A new booking: ${dayAndTime(letter, therapist.zone)}`),
    html: page({
      letter,
      reader: "therapist",
      title: "A new booking",
      preheader: `${said.when}. ${said.length}`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.booked}</Paragraph>
          <Time beside={[said.length, said.theirs].filter(Boolean).join(" ")}>{said.when}</Time>
          <FactTable facts={facts} />
          {said.note && <Paragraph>{said.note}</Paragraph>}
          {said.second && <Paragraph>{said.second}</Paragraph>}
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
      `${said.booked}\n${said.when}\n${said.length}`,
      said.theirs,
      factLines(facts),
      said.note,
      said.second,
      `${said.next}\n${said.calendar}`,
      deskUrl && `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: [calendarFile(letter, "publish", "therapist")],
  };
}

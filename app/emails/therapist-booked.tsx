import type { HowBooked, TherapistLetter, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, lengthAndPrice, otherClock, timeAndCity, toldInPerson } from "./letter/sentences.ts";

/** To the therapist: someone has taken a time. The subject names nobody, for a phone shows it on the table. */
export function therapistBooked(letter: TherapistLetter, how: HowBooked = "by_client"): Written {
  const { guest, therapist, deskUrl } = letter;
  const facts = clientFacts(letter);
  const theirs = otherClock(letter, therapist.zone, guest.zone);
  const said = {
    hello: greeting(therapist.firstName),
    booked: openings[how],
    when: timeAndCity(letter, therapist.zone),
    length: `${lengthAndPrice(letter)}.`,
    theirs: theirs && `For them it is ${theirs}.`,
    note: letter.hasNote ? "They left you a note. It waits in Selvage." : null,
    second: letter.isSecondOpenCall
      ? "Second open call: the same address already has a call with you that hasn’t happened yet."
      : null,
    next: guest.email
      ? "They have their confirmation, and can move it or cancel it within your terms. You’ll hear if they do."
      : toldInPerson,
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

const openings: Record<HowBooked, string> = {
  by_client: "Someone has booked a time with you:",
  by_practice: "A time with you has been booked for a client:",
  accepted: "A time somebody asked you for is booked now:",
};

import type { Changer, TherapistLetter, Written } from "./letter/booking.ts";
import { calendarFile } from "./letter/calendar-file.ts";
import { clientFacts, FactTable, factLines } from "./letter/client-facts.tsx";
import { Paragraph, Press, page, Time } from "./letter/frame.tsx";
import { greeting, subject } from "./letter/one-line.ts";
import { plain } from "./letter/plain.ts";
import { dayAndTime, timeAndCity, toldInPerson } from "./letter/sentences.ts";

/** To the therapist: a booking is off, and its time can be booked again. */
export function therapistCancelled(letter: TherapistLetter, by: Changer): Written {
  const { guest, therapist, deskUrl } = letter;
  const facts = clientFacts(letter).filter(({ label }) => label !== "Where");
  const said = {
    hello: greeting(therapist.firstName),
    off: by === "client" ? "A client has cancelled their booking:" : "A booking has been cancelled for you:",
    when: timeAndCity(letter, therapist.zone),
    open: "The time is free again. The file attached takes it out of your calendar.",
    next: guest.email ? "They have a letter that says so, with a way to choose another time." : toldInPerson,
  };
  return {
    subject: subject(`Cancelled: a booking on ${dayAndTime(letter, therapist.zone)}`),
    html: page({
      letter,
      reader: "therapist",
      title: "A booking is off",
      preheader: `${said.when} is free again.`,
      children: (
        <>
          <Paragraph>{said.hello}</Paragraph>
          <Paragraph>{said.off}</Paragraph>
          <Time>{said.when}</Time>
          <FactTable facts={facts} />
          <Paragraph>
            {said.open} {said.next}
          </Paragraph>
          {deskUrl && <Press to={deskUrl}>Open it in Selvage</Press>}
        </>
      ),
    }),
    text: plain(
      letter,
      "therapist",
      said.hello,
      `${said.off}\n${said.when}`,
      factLines(facts),
      `${said.open}\n${said.next}`,
      deskUrl && `Open it in Selvage:\n${deskUrl}`,
    ),
    attachments: [calendarFile(letter, "cancel", "therapist")],
  };
}
